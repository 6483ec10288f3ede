package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A model: one that names causes, or one that ranks.
 *
 * @param id {@code prior} for what the service knows of causes without examples, a version, {@code v1} and so on; {@code
 *     model-path}, {@code bundled} or {@code distance} for what ranks
 * @param kind {@code causes} or {@code rank}; of each one is active
 * @param active whether it is in use
 * @param message why the ranker in use is; else null
 * @param createdAt null for all but versions
 * @param examples how many it was learned from
 * @param causes that it has examples of; the others are named by what is known beforehand
 * @param heldBack how many examples were held back to measure it
 * @param named the part of those that it named right; null if none was held back
 * @param before the part of those that what was in use before named right
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CauseModelInfo(
        String id,
        String kind,
        boolean active,
        String message,
        Instant createdAt,
        int examples,
        List<String> causes,
        int heldBack,
        Double named,
        Double before) {
    public static final String CAUSES = "causes";
    public static final String RANK = "rank";
}
