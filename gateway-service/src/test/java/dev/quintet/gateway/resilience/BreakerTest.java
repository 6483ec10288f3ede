package dev.quintet.gateway.resilience;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BreakerTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Breaker breaker = new Breaker();

    private void fail(int times, long now) {
        for (int i = 0; i < times; i++) {
            breaker.failed(now);
        }
    }

    @Test
    void fiveFailuresInARowOpenIt() {
        fail(4, 0);
        assertThat(breaker.enter(0)).isTrue();
        breaker.succeeded();
        fail(4, 0);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        fail(1, 0);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.permits(0)).isFalse();
        assertThat(breaker.enter(SECOND - 1)).isFalse();
    }

    @Test
    void halfOfTheLastThirtyTwoOpenIt() {
        for (int i = 0; i < 15; i++) {
            breaker.failed(0);
            breaker.succeeded();
        }
        breaker.failed(0);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        breaker.failed(0);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void oneTriesAfterASecondAndItsSuccessCloses() {
        fail(5, 0);
        assertThat(breaker.permits(SECOND)).isTrue();
        assertThat(breaker.enter(SECOND)).isTrue();
        assertThat(breaker.enter(SECOND)).as("one at a time").isFalse();
        breaker.succeeded();
        breaker.left();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.enter(SECOND)).isTrue();
    }

    @Test
    void aTrialThatFailsMakesTheWaitLongerUpToTenSeconds() {
        fail(5, 0);
        long now = 0;
        for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
            assertThat(breaker.openFor(now)).isEqualTo(Duration.ofSeconds(seconds));
            now += seconds * SECOND;
            assertThat(breaker.enter(now)).isTrue();
            breaker.failed(now);
        }
        now += 10 * SECOND;
        assertThat(breaker.enter(now)).isTrue();
        breaker.succeeded();
        fail(5, now);
        assertThat(breaker.openFor(now)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTrialThatTellsNothingLeavesTheTrialToAnother() {
        fail(5, 0);
        assertThat(breaker.enter(SECOND)).isTrue();
        breaker.left();
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.enter(SECOND)).isTrue();
    }

    @Test
    void aLateSuccessFromBeforeItOpenedDoesNotCloseIt() {
        fail(5, 0);
        breaker.succeeded();
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }
}
