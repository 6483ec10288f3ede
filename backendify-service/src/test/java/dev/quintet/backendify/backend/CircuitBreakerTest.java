package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import dev.quintet.backendify.backend.CircuitBreaker.Admission;
import dev.quintet.backendify.backend.CircuitBreaker.State;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitBreakerTest {
    private final FakeTimeline time = new FakeTimeline();
    private CircuitBreaker breaker = fresh();

    private CircuitBreaker fresh() {
        return new CircuitBreaker(0.5, 10, Duration.ofSeconds(1), Duration.ofSeconds(8), time::nanoTime);
    }

    @Test
    void aFewFailuresAmongManyCallsDoNotOpenIt() {
        for (int i = 0; i < 1_000; i++) {
            pass(i % 10 != 0);
            time.advance(Duration.ofMillis(10));
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void tooFewCallsSayNothing() {
        for (int i = 0; i < 9; i++) {
            pass(false);
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void failuresOfLongAgoAreForgotten() {
        for (int i = 0; i < 9; i++) {
            pass(false);
        }
        time.advance(Duration.ofSeconds(11));
        pass(false);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void halfOfTheCallsFailedOpensItAndOneProbeClosesItAgain() {
        open();
        assertThat(breaker.admit()).isEqualTo(Admission.REFUSED);
        assertThat(breaker.untilProbe()).isEqualTo(Duration.ofSeconds(1));

        time.advance(Duration.ofSeconds(1));
        assertThat(breaker.admit()).isEqualTo(Admission.PROBE);
        assertThat(breaker.admit()).isEqualTo(Admission.REFUSED);

        breaker.succeeded(Admission.PROBE);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.admit()).isEqualTo(Admission.PASSED);
    }

    @Test
    void eachProbeThatFailsDoublesTheWaitUpToTheLongest() {
        open();
        for (int seconds : new int[] {1, 2, 4, 8, 8}) {
            assertThat(breaker.untilProbe()).isEqualTo(Duration.ofSeconds(seconds));
            time.advance(Duration.ofSeconds(seconds));
            assertThat(breaker.admit()).isEqualTo(Admission.PROBE);
            breaker.failed(Admission.PROBE);
        }
    }

    @Test
    void resultsOfCallsFromBeforeItOpenedChangeNothing() {
        open();
        breaker.succeeded(Admission.PASSED);
        breaker.failed(Admission.PASSED);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void aProbeThatShowsNothingIsFollowedByAnother() {
        open();
        time.advance(Duration.ofSeconds(1));
        breaker.undecided(breaker.admit());
        assertThat(breaker.admit()).isEqualTo(Admission.PROBE);
    }

    @Property
    void whateverHappensThereIsOneProbeAtMostAndItComesBack(
            @ForAll @Size(max = 300) List<@IntRange(max = 4) Integer> steps) {
        breaker = fresh();
        int probes = 0;
        for (int step : steps) {
            switch (step) {
                case 0 -> time.advance(Duration.ofMillis(700));
                case 1, 2 -> {
                    Admission admission = breaker.admit();
                    if (admission == Admission.PROBE) {
                        probes++;
                    } else if (admission == Admission.PASSED) {
                        report(admission, step == 1);
                    }
                }
                default -> {
                    if (probes > 0) {
                        probes--;
                        report(Admission.PROBE, step == 3);
                    }
                }
            }
            assertThat(probes).isBetween(0, 1);
        }
        if (probes > 0) {
            breaker.undecided(Admission.PROBE);
        }
        time.advance(Duration.ofSeconds(9));
        assertThat(breaker.admit()).isNotEqualTo(Admission.REFUSED);
    }

    private void open() {
        for (int i = 0; i < 10; i++) {
            pass(i % 2 == 0);
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    private void pass(boolean well) {
        report(breaker.admit(), well);
    }

    private void report(Admission admission, boolean well) {
        if (well) {
            breaker.succeeded(admission);
        } else {
            breaker.failed(admission);
        }
    }
}
