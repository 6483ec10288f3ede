package dev.quintet.anomaly.history;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.metric.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class MeansTest {
    private final Means means = new Means(10);

    @Test
    void aSpanIsToldWhenTheNextBeginsAndGapsDoNotCount() {
        assertThat(add(0, 1, Float.NaN)).isEmpty();
        assertThat(add(4_000, 3, Float.NaN)).isEmpty();
        assertThat(add(9_999, Float.NaN, Float.NaN)).isEmpty();

        Sample mean = add(25_000, 7, 7).orElseThrow();
        assertThat(mean.time()).isEqualTo(Instant.ofEpochSecond(0));
        assertThat(mean.values()).containsExactly(2, Float.NaN);
        assertThat(add(30_000, 1, 1).orElseThrow().time()).isEqualTo(Instant.ofEpochSecond(20));
    }

    private Optional<Sample> add(long millis, float... values) {
        return means.add(new Sample(Instant.ofEpochMilli(millis), values));
    }
}
