package dev.quintet.backendify.backend;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class ExtraCallsTest {
    private enum Event {
        PLAIN,
        HEDGE,
        RETRY
    }

    @Property(tries = 200)
    void hedgesAndRetriesTogetherStayInsideTheirCommonShareHoweverTheyCome(@ForAll List<Event> events) {
        ExtraCalls extra = new ExtraCalls(0.05, 0.2, 0.09);
        int plain = 0;
        int taken = 0;
        for (Event event : events) {
            if (event == Event.PLAIN) {
                extra.earn();
                plain++;
            } else if (event == Event.HEDGE ? extra.takeHedge() : extra.takeRetry()) {
                taken++;
            }
            assertThat((double) taken).isLessThanOrEqualTo(10 + 0.09 * plain);
        }
    }

    @Property(tries = 1)
    void aLongStormOfFailuresGetsNineInAHundred() {
        ExtraCalls extra = new ExtraCalls(0.05, 0.2, 0.09);
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            extra.earn();
            taken += extra.takeHedge() ? 1 : 0;
            taken += extra.takeRetry() ? 1 : 0;
        }
        assertThat(taken).isBetween(8_900, 9_011);
    }
}
