package dev.quintet.anomaly.workload;

import dev.quintet.common.api.workload.RunDocument;
import dev.quintet.common.api.workload.WorkloadRequest;

/** What this service asks of the workload-service. Every call blocks and throws {@link WorkloadException}. */
public interface Workloads {
    /** @return the run's id */
    String start(WorkloadRequest request);

    /** Ends a run; one that has ended or is unknown is no error. */
    void stop(String id);

    /** A run with all its reports. */
    RunDocument document(String id);
}
