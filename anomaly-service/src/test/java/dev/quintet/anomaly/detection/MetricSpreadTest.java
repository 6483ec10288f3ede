package dev.quintet.anomaly.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.MetricGroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MetricSpreadTest {
    private static final MetricCatalog CATALOG = new MetricCatalog(List.of(Metric.level("m", MetricGroup.CPU, 0.5)));

    private final Random random = new Random(7);

    @Test
    void isTheDeviationOfNoise() {
        MetricSpread spread = MetricSpread.of(noise(400, 10, 3), CATALOG);

        assertThat(spread.median(0)).isCloseTo(10, within(0.5));
        assertThat(spread.scale(0, 0)).isCloseTo(3, within(0.6));
    }

    @Test
    void doesNotTakeAChangeOfLevelForNoise() {
        List<float[]> samples = noise(100, 10, 1);
        samples.addAll(noise(50, 200, 1));

        assertThat(MetricSpread.of(samples, CATALOG).scale(0, 0)).isLessThan(2);
    }

    @Test
    void isNeverBelowTheFloorOrATenthOfTheLevel() {
        assertThat(MetricSpread.of(noise(50, 0, 0), CATALOG).scale(0, 0)).isEqualTo(0.5);
        assertThat(MetricSpread.of(noise(50, 100, 0), CATALOG).scale(0, 100)).isEqualTo(10);
    }

    @Test
    void knowsNothingOfWhatWasNeverMeasured() {
        MetricSpread spread = MetricSpread.of(noise(20, Float.NaN, 0), CATALOG);

        assertThat(spread.median(0)).isNaN();
        assertThat(spread.scale(0, 0)).isNaN();
    }

    private List<float[]> noise(int count, double level, double deviation) {
        List<float[]> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(new float[] {(float) (level + deviation * random.nextGaussian())});
        }
        return samples;
    }
}
