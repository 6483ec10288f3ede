package dev.quintet.local.proxy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DisturbanceTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void delaysAddUpAndLossesAreIndependent() {
        Disturbance both = new Disturbance(100, 5, 0.5, false).and(new Disturbance(50, 0, 0.5, true));

        assertThat(both).isEqualTo(new Disturbance(150, 5, 0.75, true));
        assertThat(Disturbance.NONE.and(Disturbance.NONE).none()).isTrue();
    }

    @Test
    void aSegmentIsHeldForTheDelayAndItsJitter() {
        Disturbance disturbance = new Disturbance(100, 10, 0, false);

        assertThat(LongStream.range(0, 1_000).map(i -> disturbance.holdNanos(random)))
                .allSatisfy(nanos -> assertThat(nanos).isBetween(90_000_000L, 110_000_000L));
    }

    @Test
    void aLostSegmentComesAfterTheRetransmissionTimeoutWhichDoubles() {
        Disturbance disturbance = new Disturbance(0, 0, 0.2, false);
        long[] holds = LongStream.range(0, 10_000)
                .map(i -> disturbance.holdNanos(random))
                .toArray();

        assertThat(LongStream.of(holds).filter(nanos -> nanos == 0).count()).isBetween(7_800L, 8_200L);
        assertThat(LongStream.of(holds).filter(nanos -> nanos == 200_000_000).count())
                .isBetween(1_450L, 1_750L);
        assertThat(LongStream.of(holds).filter(nanos -> nanos == 600_000_000).count())
                .isPositive();
        assertThat(new Disturbance(0, 0, 1, false).holdNanos(random)).isNegative();
    }

    @Test
    void readsOnlyWhatItsOwnLineSays() {
        assertThat(Disturbance.parse("100 5 0.2 false")).isEqualTo(new Disturbance(100, 5, 0.2, false));
        for (String bad : new String[] {"", "1 2 3", "a 0 0 false", "-1 0 0 false", "0 0 2 false", "NaN 0 0 false"}) {
            assertThatThrownBy(() -> Disturbance.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
