package dev.quintet.backendify.metrics;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatsdCountersTest {
    private final StatsdCounters counters = new StatsdCounters();

    @Test
    void theFiveCountersAreSentAsSumsAndBeginAnew() {
        counters.count(Outcome.HIT, true);
        counters.count(Outcome.MISS, false);
        counters.count(Outcome.NOT_FOUND, true);
        counters.count(Outcome.LATE, false);
        counters.count(Outcome.BAD_REQUEST, false);
        assertThat(counters.drain()).contains("metric.1:5|c\nmetric.2:2|c\nmetric.3:1|c\nmetric.4:1|c\nmetric.5:2|c");
        counters.count(Outcome.BROKEN, false);
        assertThat(counters.drain()).contains("metric.1:1|c\nmetric.4:1|c");
    }

    @Test
    void nothingCountedIsNothingSent() {
        assertThat(counters.drain()).isEmpty();
    }
}
