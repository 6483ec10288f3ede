package dev.quintet.common.api.anomaly;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for a whole drill, {@code POST /api/experiments}: load, calm, faults, recovery. Durations are seconds or with
 * units, {@code "90s"}, {@code "2m"}.
 *
 * @param name what it is called, at most 100 characters
 * @param workload the load that runs all the while, by the workload-service; null = none is started
 * @param faults what is injected
 * @param baseline calm before the first fault; default 60 s
 * @param cooldown calm after the last has recovered; default 30 s
 * @param repeat how often the whole is done; default 1
 */
@Schema(
        example = "{\"name\":\"cpu on node2\",\"workload\":{\"type\":\"sysbench\",\"threads\":4},\"faults\":[{\"type\":"
                + "\"cpu_stress\",\"target\":\"node2\",\"severity\":\"medium\",\"after\":\"0s\",\"duration\":\"30s\"}],"
                + "\"baseline\":\"60s\",\"cooldown\":\"30s\",\"repeat\":1}")
public record ExperimentRequest(
        String name,
        ExperimentWorkload workload,
        List<ExperimentFault> faults,
        String baseline,
        String cooldown,
        Integer repeat) {}
