package dev.quintet.gateway.resilience;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BreakerTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Breaker breaker = new Breaker();

    private void fail(int times, long now) {
        for (int i = 0; i < times; i++) {
            breaker.failed(now, now);
        }
    }

    @Test
    void fiveFailuresInARowOpenIt() {
        fail(4, 0);
        assertThat(breaker.enter(0)).isTrue();
        breaker.succeeded(0);
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
            breaker.failed(0, 0);
            breaker.succeeded(0);
        }
        breaker.failed(0, 0);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        breaker.failed(0, 0);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void oneTriesAfterASecondAndItsSuccessCloses() {
        fail(5, 0);
        assertThat(breaker.permits(SECOND)).isTrue();
        assertThat(breaker.enter(SECOND)).isTrue();
        assertThat(breaker.enter(SECOND)).as("one at a time").isFalse();
        breaker.succeeded(SECOND);
        breaker.left(SECOND);
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
            breaker.failed(now, now);
        }
        now += 10 * SECOND;
        assertThat(breaker.enter(now)).isTrue();
        breaker.succeeded(now);
        fail(5, now);
        assertThat(breaker.openFor(now)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTrialThatTellsNothingLeavesTheTrialToAnother() {
        fail(5, 0);
        assertThat(breaker.enter(SECOND)).isTrue();
        breaker.left(SECOND);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.enter(SECOND)).isTrue();
    }

    @Test
    void aLateSuccessFromBeforeItOpenedDoesNotCloseIt() {
        fail(5, 0);
        breaker.succeeded(0);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void whatBeganBeforeTheTrialSaysNothingOfIt() {
        fail(5, 0);
        assertThat(breaker.enter(SECOND)).isTrue();
        breaker.failed(SECOND - 1, SECOND + 1);
        breaker.left(SECOND - 1);
        assertThat(breaker.state()).isEqualTo(Breaker.State.TRYING);
        breaker.succeeded(SECOND);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        for (int i = 0; i < 10; i++) {
            breaker.failed(SECOND - 1, 2 * SECOND);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }
}
