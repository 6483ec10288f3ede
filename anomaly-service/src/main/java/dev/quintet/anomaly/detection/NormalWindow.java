package dev.quintet.anomaly.detection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.quintet.anomaly.metric.MetricCatalog;

/**
 * A node's recent normal: its last calm smoothed samples, and from them each metric's usual spread and how far calm
 * samples lie from each other. Not safe for use by several threads.
 */
public final class NormalWindow {
    /** Fewer samples than this are no basis for a rank. */
    public static final int LEAST = 15;

    /** Spreads are computed anew after so many new samples. */
    private static final int REFRESH = 5;

    private final WorkAwareDistance distance;
    private final int capacity;
    private final Deque<float[]> samples = new ArrayDeque<>();
    private MetricSpread spread;
    private List<float[]> reference = List.of();
    private double calmDistance;
    private int added;

    /** @param capacity samples held; the oldest gives way */
    public NormalWindow(MetricCatalog catalog, int capacity) {
        this.distance = new WorkAwareDistance(catalog);
        this.capacity = capacity;
    }

    /** Adds a calm sample; one of a gap is none, as everything would be near to it. */
    public void add(float[] sample) {
        if (nothing(sample)) {
            return;
        }
        samples.addLast(sample);
        if (samples.size() > capacity) {
            samples.removeFirst();
        }
        added++;
        if (samples.size() >= LEAST && (spread == null || added >= REFRESH)) {
            added = 0;
            reference = new ArrayList<>(samples);
            spread = MetricSpread.of(reference, distance.catalog());
            calmDistance = CalmDistances.usual(reference, spread, distance);
        }
    }

    private static boolean nothing(float[] sample) {
        for (float value : sample) {
            if (!Float.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** Forgets all samples: what was normal is no more. */
    public void restart() {
        samples.clear();
        spread = null;
        reference = List.of();
        added = 0;
    }

    public boolean ready() {
        return spread != null;
    }

    public int size() {
        return samples.size();
    }

    /** Where each metric usually lies and how far it usually strays; null until {@link #ready}. */
    public MetricSpread spread() {
        return spread;
    }

    /** The calm sample that is most like this one, what a change of work explains forgiven. Treat as read-only. */
    public float[] nearest(float[] sample) {
        return distance.nearest(sample, reference, spread);
    }

    /**
     * How far a sample lies from its nearest neighbours here, in units of how far calm samples lie from theirs: up to
     * about 1 = as usual.
     *
     * @param forgiveWork whether a change that goes along with a change of the node's work is forgiven
     */
    public double relativeDistance(float[] sample, boolean forgiveWork) {
        return distance.toNearest(sample, reference, spread, forgiveWork) / calmDistance;
    }
}
