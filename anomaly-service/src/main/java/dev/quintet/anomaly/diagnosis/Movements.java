package dev.quintet.anomaly.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.quintet.anomaly.cause.Shift;
import dev.quintet.anomaly.detection.MetricSpread;
import dev.quintet.anomaly.detection.WorkChange;
import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.MetricGroup;
import dev.quintet.anomaly.metric.Sample;

/** How a node's metrics moved between its calm and its anomaly, and what that comes to by group. */
final class Movements {
    private static final int JUST_BEFORE = 20;

    /** Everything that goes wrong makes a node do less, so that less work tells little about what went wrong. */
    private static final double LESS_WORK_WEIGHT = 0.3;

    /** What a busy neighbour moves too tells half as much. */
    private static final double SHARED_WEIGHT = 0.5;

    private final MetricCatalog catalog;
    private final List<Movement> all;

    private Movements(MetricCatalog catalog, List<Movement> all) {
        this.catalog = catalog;
        this.all = all;
    }

    /**
     * @param calm samples before, oldest first, at least one
     * @param anomalous samples since, at least one
     */
    static Movements between(List<Sample> calm, List<Sample> anomalous, MetricCatalog catalog) {
        MetricSpread spread = MetricSpread.of(calm.stream().map(Sample::values).toList(), catalog);
        List<Sample> justBefore = calm.subList(Math.max(0, calm.size() - JUST_BEFORE), calm.size());
        int work = catalog.column(WorkChange.METRIC);
        WorkChange change =
                work < 0 ? WorkChange.NONE : WorkChange.between(median(justBefore, work), median(anomalous, work));
        List<Movement> all = new ArrayList<>();
        for (int column = 0; column < catalog.size(); column++) {
            double before = median(justBefore, column);
            double now = median(anomalous, column);
            if (!Double.isNaN(before) && !Double.isNaN(now)) {
                double scale = spread.scale(column, before);
                double z = (now - before) / scale;
                boolean explicable = catalog.metric(column).scalesWithWork() && column != work;
                double unexplained = explicable
                        ? change.unexplained(before, now) / spread.scale(column, change.expected(before))
                        : z;
                all.add(new Movement(column, before, now, z, unexplained));
            }
        }
        return new Movements(catalog, all);
    }

    private static double median(List<Sample> samples, int column) {
        double[] values = samples.stream()
                .mapToDouble(sample -> sample.values()[column])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (2 * values.length < samples.size() || values.length == 0) {
            return Double.NaN;
        }
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    /**
     * By group its strongest movement, -1..1. One metric speaks for its group: a stress process that writes moves the
     * kernel's count of writes and none of the database's.
     */
    Map<MetricGroup, Double> byGroup() {
        Map<MetricGroup, Double> groups = new EnumMap<>(MetricGroup.class);
        for (Movement movement : all) {
            Metric metric = catalog.metric(movement.column());
            groups.merge(metric.group(), weight(metric, movement) * movement.strength(), Movements::stronger);
        }
        return groups;
    }

    /** The same for what learns from examples: what work explains did not happen, less work counts little. */
    Shift shift() {
        double[] strength = new double[catalog.size()];
        double[] size = new double[catalog.size()];
        for (Movement movement : all) {
            Metric metric = catalog.metric(movement.column());
            double weighted = weight(metric, movement) * Shift.strength(movement.unexplainedZ());
            strength[movement.column()] = weighted;
            size[movement.column()] = Shift.size(weighted, movement.before(), movement.now(), metric.floor());
        }
        return new Shift(strength, size);
    }

    private static double weight(Metric metric, Movement movement) {
        if (metric.group() == MetricGroup.THROUGHPUT && movement.z() < 0) {
            return LESS_WORK_WEIGHT;
        }
        return metric.ownToNode() ? 1 : SHARED_WEIGHT;
    }

    private static double stronger(double a, double b) {
        return Math.abs(a) >= Math.abs(b) ? a : b;
    }

    /** The strongest movements, strongest first, those that a change of work does not explain before the others. */
    List<Movement> strongest(int most) {
        return all.stream()
                .filter(movement -> Math.abs(movement.z()) >= 1)
                .sorted(Comparator.comparingDouble((Movement m) -> -Math.abs(m.unexplainedZ()))
                        .thenComparingDouble(m -> -Math.abs(m.z())))
                .limit(most)
                .toList();
    }
}
