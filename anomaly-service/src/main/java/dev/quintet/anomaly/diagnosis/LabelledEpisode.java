package dev.quintet.anomaly.diagnosis;

import java.time.Instant;
import java.util.List;

import dev.quintet.anomaly.cause.Example;
import dev.quintet.anomaly.cause.Shift;
import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Sample;

/**
 * A node's anomaly with its cause.
 *
 * @param since when it began
 * @param catalog what the samples' columns are
 * @param calm samples before, oldest first
 * @param anomalous samples since
 */
public record LabelledEpisode(
        String node, String cause, Instant since, MetricCatalog catalog, List<Sample> calm, List<Sample> anomalous) {
    public LabelledEpisode {
        calm = List.copyOf(calm);
        anomalous = List.copyOf(anomalous);
    }

    /** What the classifier learns of it. */
    public Example example() {
        double[] floors = catalog.metrics().stream().mapToDouble(Metric::floor).toArray();
        return new Example(cause, movements().shift(), List.of(Shift.play(rows(calm), floors)));
    }

    Movements movements() {
        return Movements.between(calm, anomalous, catalog);
    }

    private static double[][] rows(List<Sample> samples) {
        return samples.stream()
                .map(sample -> {
                    double[] row = new double[sample.values().length];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = sample.values()[i];
                    }
                    return row;
                })
                .toArray(double[][]::new);
    }
}
