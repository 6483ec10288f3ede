package dev.quintet.anomaly.metric;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetricSeriesTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private final MetricSeries series = new MetricSeries(2, 3);

    @Test
    void holdsTheLastSamplesOldestFirst() {
        for (int i = 0; i < 5; i++) {
            series.append(START.plusSeconds(i), new float[] {i, -i});
        }

        assertThat(series.since(Instant.EPOCH)).extracting(Sample::time).containsExactly(at(2), at(3), at(4));
        assertThat(series.since(at(3))).extracting(sample -> sample.values()[1]).containsExactly(-3f, -4f);
        assertThat(series.last(2)).extracting(Sample::time).containsExactly(at(3), at(4));
        assertThat(series.last(10)).hasSize(3);
    }

    @Test
    void dropsASampleThatIsNotAfterTheLast() {
        assertThat(series.append(at(5), new float[] {1, 1})).isTrue();
        assertThat(series.append(at(5), new float[] {2, 2})).isFalse();
        assertThat(series.append(at(4), new float[] {3, 3})).isFalse();

        assertThat(series.last(3)).extracting(sample -> sample.values()[0]).containsExactly(1f);
    }

    @Test
    void hasNoValueWhereNothingWasMeasured() {
        series.append(START, new float[] {Float.NaN, 7});
        Sample sample = series.last(1).get(0);

        assertThat(sample.value(0)).isEmpty();
        assertThat(sample.value(1)).hasValue(7);
        assertThat(sample.value(-1)).isEmpty();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
