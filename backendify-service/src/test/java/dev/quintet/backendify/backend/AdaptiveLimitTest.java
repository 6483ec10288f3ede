package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdaptiveLimitTest {
    private static final long LATENCY = Duration.ofMillis(100).toNanos();

    private final FakeTimeline time = new FakeTimeline();
    private final AdaptiveLimit limit = new AdaptiveLimit(1, 200, 20, Duration.ofSeconds(10), time::nanoTime);

    @Test
    void itGrowsOnlyWhileItIsWhatHoldsCallsBack() {
        for (int i = 0; i < 1_000; i++) {
            limit.answered(LATENCY, false);
        }
        assertThat(limit.current()).isEqualTo(20);
        for (int i = 0; i < 30; i++) {
            limit.answered(LATENCY, true);
        }
        assertThat(limit.current()).isEqualTo(50);
    }

    @Test
    void aThrottleLowersItAndAllThrottlesOfTheSameMomentCountOnce() {
        grow(30);
        long startedBefore = time.nanoTime();
        time.advance(Duration.ofMillis(50));
        for (int i = 0; i < 20; i++) {
            limit.throttled(startedBefore, Duration.ZERO);
        }
        assertThat(limit.current()).isEqualTo(42);
    }

    @Test
    void afterAThrottleItComesBackToJustBelowAndStaysThereForAWhile() {
        grow(30);
        limit.throttled(time.nanoTime(), Duration.ZERO);
        for (int second = 0; second < 9; second++) {
            grow(100);
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(limit.current()).isEqualTo(48);
        time.advance(Duration.ofSeconds(2));
        grow(2_000);
        assertThat(limit.current()).isGreaterThan(52);
    }

    @Test
    void aRetryAfterMakesTheNextProbeComeLater() {
        limit.throttled(time.nanoTime(), Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(15));
        grow(2_000);
        assertThat(limit.current()).isLessThan(20);
        time.advance(Duration.ofSeconds(6));
        grow(2_000);
        assertThat(limit.current()).isGreaterThan(20);
    }

    @Test
    void aSingleHangChangesNothingButManyTimeoutsDo() {
        for (int i = 0; i < 500; i++) {
            limit.answered(LATENCY, false);
            if (i % 100 == 0) {
                limit.timedOut(time.nanoTime());
            }
        }
        assertThat(limit.current()).isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            limit.timedOut(time.nanoTime());
        }
        assertThat(limit.current()).isEqualTo(18);
    }

    @Test
    void aMedianOfTwiceTheUsualLowersIt() {
        for (int i = 0; i < 500; i++) {
            limit.answered(LATENCY, false);
        }
        limit.throttled(time.nanoTime(), Duration.ZERO);
        int before = limit.current();
        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            limit.answered(LATENCY * 3, i == 99);
        }
        assertThat(limit.current()).isLessThan(before);
    }

    @Property
    void itNeverLeavesItsBounds(@ForAll @Size(max = 2_000) List<@IntRange(max = 4) Integer> steps) {
        AdaptiveLimit bounded = new AdaptiveLimit(3, 40, 10, Duration.ofSeconds(1), time::nanoTime);
        for (int step : steps) {
            switch (step) {
                case 0 -> bounded.throttled(time.nanoTime(), Duration.ofSeconds(step));
                case 1 -> bounded.timedOut(time.nanoTime());
                case 2 -> time.advance(Duration.ofMillis(300));
                default -> bounded.answered(LATENCY * step, true);
            }
            assertThat(bounded.current()).isBetween(3, 40);
        }
    }

    private void grow(int answers) {
        for (int i = 0; i < answers; i++) {
            limit.answered(LATENCY, true);
        }
    }
}
