package dev.quintet.anomaly.detection;

/** Says how anomalous a node is against its own recent normal. Safe for use by several threads. */
@FunctionalInterface
public interface Ranker {
    /**
     * @param sample a smoothed sample of all metrics of the catalogue; NaN = not measured
     * @param normal the node's recent normal, with at least {@link NormalWindow#LEAST} samples
     */
    Verdict rank(float[] sample, NormalWindow normal);
}
