package dev.quintet.anomaly.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.MetricGroup;

/**
 * The distance of a sample to its nearest neighbours (k = 3), which forgives what a change of work explains.
 *
 * <p>Between two samples each metric's difference is measured in its usual spread, squared, and averaged over the
 * metrics of its group; of the groups, those three that differ most make the distance, so that forty quiet metrics do
 * not drown one that shouts. Only metrics of the node's own doing count: what a busy neighbour moves too is no ground
 * for suspicion.
 *
 * <p>Neighbours are sought among samples of similar work; if there are too few, among all. What a {@link WorkChange}
 * explains does not count: more load costs no rank, and less work at more cost does.
 *
 * @see <a href="https://doi.org/10.1145/342009.335437">Ramaswamy, Rastogi, Shim: outliers by distance to the k-th
 *     nearest neighbour (SIGMOD 2000)</a>
 */
final class WorkAwareDistance {
    private static final int NEIGHBOURS = 3;
    private static final int LOUDEST_GROUPS = 3;
    private static final int MANY = 30;

    /** Differences beyond this many spreads are all the same: far. */
    private static final double FAR = 15;

    private final MetricCatalog catalog;
    private final int work;
    private final int[] columns;
    private final int[] groups;
    private final boolean[] scaling;
    private final int groupCount;

    WorkAwareDistance(MetricCatalog catalog) {
        this.catalog = catalog;
        this.work = catalog.column(WorkChange.METRIC);
        this.columns = IntStream.range(0, catalog.size())
                .filter(column -> catalog.metric(column).ownToNode())
                .toArray();
        List<MetricGroup> distinct = Arrays.stream(columns)
                .mapToObj(column -> catalog.metric(column).group())
                .distinct()
                .toList();
        this.groupCount = distinct.size();
        this.scaling = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            scaling[i] = catalog.metric(columns[i]).scalesWithWork();
        }
        this.groups = Arrays.stream(columns)
                .map(column -> distinct.indexOf(catalog.metric(column).group()))
                .toArray();
    }

    MetricCatalog catalog() {
        return catalog;
    }

    /**
     * @param forgiveWork false = count what a change of work explains, too
     * @return 0 or more; infinite if there is no neighbour
     */
    double toNearest(float[] sample, List<float[]> others, MetricSpread spread, boolean forgiveWork) {
        double[] nearest = new double[NEIGHBOURS];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        List<float[]> candidates = forgiveWork ? comparable(sample, others) : others;
        double[] sums = new double[groupCount];
        int[] counts = new int[groupCount];
        for (float[] other : candidates) {
            double distance = between(sample, other, spread, forgiveWork, sums, counts);
            for (int i = 0; i < NEIGHBOURS; i++) {
                if (distance < nearest[i]) {
                    double pushedOut = nearest[i];
                    nearest[i] = distance;
                    distance = pushedOut;
                }
            }
        }
        double mean = Arrays.stream(nearest).filter(Double::isFinite).average().orElse(Double.POSITIVE_INFINITY);
        return mean / sparseness(candidates.size());
    }

    /** The nearest of the others, what a change of work explains forgiven; null if there is none. */
    float[] nearest(float[] sample, List<float[]> others, MetricSpread spread) {
        double[] sums = new double[groupCount];
        int[] counts = new int[groupCount];
        float[] nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (float[] other : comparable(sample, others)) {
            double distance = between(sample, other, spread, true, sums, counts);
            if (nearest == null || distance < least) {
                nearest = other;
                least = distance;
            }
        }
        return nearest;
    }

    /** Among few candidates the nearest ones lie further off, though nothing is wrong: up to half as far again. */
    private static double sparseness(int candidates) {
        return 1 + 0.5 * Math.max(0, 1 - candidates / (double) MANY);
    }

    private List<float[]> comparable(float[] sample, List<float[]> others) {
        if (work < 0 || Float.isNaN(sample[work])) {
            return others;
        }
        List<float[]> similar = new ArrayList<>();
        for (float[] other : others) {
            if (workChange(sample, other).small()) {
                similar.add(other);
            }
        }
        return similar.size() >= NEIGHBOURS ? similar : others;
    }

    private WorkChange workChange(float[] sample, float[] other) {
        return work < 0 ? WorkChange.NONE : WorkChange.between(other[work], sample[work]);
    }

    /** @param sums and counts: room to work in, so that a hundred nodes a second make no garbage by the pair */
    private double between(
            float[] sample, float[] other, MetricSpread spread, boolean forgiveWork, double[] sums, int[] counts) {
        WorkChange change = forgiveWork ? workChange(sample, other) : WorkChange.NONE;
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            float now = sample[column];
            float before = other[column];
            if (Float.isNaN(now) || Float.isNaN(before)) {
                continue;
            }
            double difference = scaling[i] ? change.unexplained(before, now) : now - before;
            double level = scaling[i] ? change.expected(before) : before;
            double z = Math.min(FAR, Math.abs(difference) / spread.scale(column, level));
            sums[groups[i]] += z * z;
            counts[groups[i]]++;
        }
        return loudest(sums, counts);
    }

    /** The root of the mean of the three groups that are loudest; a group's loudness is its mean. */
    private static double loudest(double[] sums, int[] counts) {
        double first = 0;
        double second = 0;
        double third = 0;
        for (int g = 0; g < sums.length; g++) {
            double mean = counts[g] == 0 ? 0 : sums[g] / counts[g];
            if (mean > first) {
                third = second;
                second = first;
                first = mean;
            } else if (mean > second) {
                third = second;
                second = mean;
            } else if (mean > third) {
                third = mean;
            }
        }
        int loudest = Math.min(LOUDEST_GROUPS, sums.length);
        return loudest == 0 ? 0 : Math.sqrt((first + second + third) / loudest);
    }
}
