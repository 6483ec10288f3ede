package dev.quintet.anomaly.rank;

import java.util.List;

import dev.quintet.anomaly.detection.MetricSpread;
import dev.quintet.anomaly.detection.NormalWindow;
import dev.quintet.anomaly.detection.WorkChange;
import dev.quintet.anomaly.metric.MetricCatalog;

/** Makes a model's input of a sample and the node's recent normal. */
public final class Features {
    /** A feature is cut here, so that no wild value drowns the others. */
    static final double MOST = 10;

    private static final double SQUEEZE = 4;
    private static final double FARTHEST = 100;

    private final List<Feature> features;
    private final MetricCatalog catalog;
    private final int[] columns;
    private final boolean anyDistance;
    private final boolean anySpreads;
    private final int work;

    /** @param features of which those that the catalogue does not know are never measured */
    public Features(List<Feature> features, MetricCatalog catalog) {
        this.features = List.copyOf(features);
        this.catalog = catalog;
        this.columns = features.stream()
                .mapToInt(feature -> feature.form().ofMetric() ? catalog.column(feature.metric()) : -1)
                .toArray();
        this.anyDistance = features.stream().anyMatch(feature -> !feature.form().ofMetric());
        this.anySpreads = features.stream().anyMatch(feature -> feature.form() == FeatureForm.SPREADS);
        this.work = catalog.column(WorkChange.METRIC);
    }

    /** How many of the features are of metrics that are collected here, or of no single metric. */
    public int known() {
        int known = 0;
        for (int i = 0; i < columns.length; i++) {
            known += columns[i] >= 0 || !features.get(i).form().ofMetric() ? 1 : 0;
        }
        return known;
    }

    /** @param sample smoothed */
    public float[] of(float[] sample, NormalWindow normal) {
        double forgiving = anyDistance ? logarithm(normal.relativeDistance(sample, true)) : 0;
        double unforgiving = anyDistance ? logarithm(normal.relativeDistance(sample, false)) : 0;
        MetricSpread spread = normal.spread();
        float[] calm = anySpreads ? normal.nearest(sample) : sample;
        WorkChange change = work < 0 ? WorkChange.NONE : WorkChange.between(calm[work], sample[work]);
        float[] input = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Feature feature = features.get(i);
            double x =
                    switch (feature.form()) {
                        case VALUE -> columns[i] < 0 ? Double.NaN : sample[columns[i]];
                        case SPREADS -> columns[i] < 0 ? Double.NaN : spreads(columns[i], calm, sample, spread, change);
                        case DISTANCE -> forgiving;
                        case DISTANCE_OF_ANY -> unforgiving;
                    };
            double scaled = (x - feature.center()) / feature.scale();
            input[i] = Double.isNaN(scaled) ? 0 : (float) Math.max(-MOST, Math.min(MOST, scaled));
        }
        return input;
    }

    private double spreads(int column, float[] calm, float[] sample, MetricSpread spread, WorkChange change) {
        double before = calm[column];
        double now = sample[column];
        boolean explicable = catalog.metric(column).scalesWithWork() && column != work;
        double difference = explicable ? change.unexplained(before, now) : now - before;
        double level = explicable ? change.expected(before) : before;
        return Math.tanh(difference / spread.scale(column, level) / SQUEEZE);
    }

    private static double logarithm(double distance) {
        return Math.log1p(Math.min(FARTHEST, distance));
    }
}
