package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * An experiment and what came of it.
 *
 * @param id unique, sortable by time
 * @param status {@code running}, {@code finished}, {@code stopped} (by a caller), {@code failed}, or {@code interrupted}
 *     (by the end of the service, and not resumed)
 * @param message what it does, or why it ended so
 * @param caller who asked for it
 * @param plan what was asked for, with the defaults filled in
 * @param endedAt null while it runs
 * @param progress null once it has ended
 * @param summary of all its runs; null while none has ended
 * @param runs that have begun
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentView(
        String id,
        String name,
        String status,
        String message,
        String caller,
        ExperimentRequest plan,
        Instant createdAt,
        Instant endedAt,
        ExperimentProgress progress,
        ExperimentSummary summary,
        List<ExperimentRunView> runs) {
    public static final String RUNNING = "running";
    public static final String FINISHED = "finished";
    public static final String STOPPED = "stopped";
    public static final String FAILED = "failed";
    public static final String INTERRUPTED = "interrupted";
}
