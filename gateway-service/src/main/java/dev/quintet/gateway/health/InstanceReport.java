package dev.quintet.gateway.health;

import java.util.Map;

/**
 * What one instance said of itself.
 *
 * @param ready whether it takes requests
 * @param latencyMs of its answer, milliseconds; negative if none came
 * @param engines whether each engine works, as far as the instance tells
 */
record InstanceReport(boolean ready, double latencyMs, Map<String, Boolean> engines) {
    static final InstanceReport SILENT = new InstanceReport(false, -1, Map.of());

    InstanceReport {
        engines = Map.copyOf(engines);
    }

    boolean hasAnswered() {
        return latencyMs >= 0;
    }
}
