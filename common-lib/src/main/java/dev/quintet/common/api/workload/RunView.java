package dev.quintet.common.api.workload;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A run of a workload, or a preparation.
 *
 * @param id unique, sortable by time
 * @param kind {@code workload} or {@code prepare}
 * @param type workload type
 * @param target name of the database
 * @param nodes names of its nodes that take part
 * @param threads worker threads
 * @param options all options with their values
 * @param status {@code starting, running, stopping, finished, stopped, failed, interrupted}
 * @param message why it ended so, or what it does
 * @param createdAt when it was asked for
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param progress a preparation's progress
 * @param summary the result so far, or at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        String id,
        String kind,
        String type,
        String target,
        List<String> nodes,
        int threads,
        Map<String, Object> options,
        String status,
        String message,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        PrepareProgress progress,
        RunSummary summary) {}
