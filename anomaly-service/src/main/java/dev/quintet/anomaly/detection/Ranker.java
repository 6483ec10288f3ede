package dev.quintet.anomaly.detection;

/** Says how anomalous a node is against its own recent normal. */
public interface Ranker {
    /** As in answers: {@code distance}, {@code tensorflow}. */
    String name();

    /**
     * @param sample a smoothed sample of all metrics of the catalogue; NaN = not measured
     * @param normal the node's recent normal, with at least {@link NormalWindow#LEAST} samples
     * @return 0 (as usual) to 1
     */
    double rank(float[] sample, NormalWindow normal);
}
