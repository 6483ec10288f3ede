package dev.quintet.anomaly.metric;

import java.util.Arrays;
import java.util.List;

import dev.quintet.anomaly.node.Node;

/** Where metrics come from. */
public interface MetricSource extends AutoCloseable {
    /** As in the configuration: {@code local}, {@code prometheus}, {@code oceanbase}. */
    String name();

    /** What it measures, in the order of {@link #read}'s values. */
    List<Metric> metrics();

    /**
     * Measures a node; takes at most about two seconds. Called by one thread at a time for a node, by several for
     * several nodes.
     */
    Reading read(Node node);

    @Override
    void close();

    /**
     * @param values in the order of {@link #metrics}; NaN = could not be measured
     * @param problem what could not be measured and why, for a person; empty if all could
     */
    @SuppressWarnings("ArrayRecordComponent") // read once and dropped, never compared
    record Reading(float[] values, String problem) {
        /** Of a node that is none of this source's business. */
        public static Reading none(int metrics) {
            float[] values = new float[metrics];
            Arrays.fill(values, Float.NaN);
            return new Reading(values, "");
        }
    }
}
