package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.quintet.common.api.anomaly.Diagnosis;
import dev.quintet.common.api.workload.RunReport;

/**
 * What a run is judged by.
 *
 * @param ranks of each node, ascending
 * @param diagnoses ascending
 * @param load ascending; empty without a load
 */
record Recording(Map<String, List<Rank>> ranks, List<Diagnosed> diagnoses, List<RunReport> load) {
    Recording {
        ranks = Map.copyOf(ranks);
        diagnoses = List.copyOf(diagnoses);
        load = List.copyOf(load);
    }

    /** How anomalous a node was at one time. */
    record Rank(Instant time, double value) {}

    /** What the diagnosis said at one time, likeliest first. */
    record Diagnosed(Instant time, List<Diagnosis> diagnoses) {}
}
