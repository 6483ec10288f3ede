package dev.quintet.anomaly.diagnosis;

/** Keeps labelled anomalies to learn from. */
public interface ExampleKeeper {
    /**
     * Keeps it; one of the same node and time takes its place.
     *
     * @throws dev.quintet.common.problem.ProblemException 503 while they cannot be kept
     */
    void keep(LabelledEpisode episode);
}
