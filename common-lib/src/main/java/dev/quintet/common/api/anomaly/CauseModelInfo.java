package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A model that names causes.
 *
 * @param id {@code prior} for what the service knows without examples, else a version, {@code v1} and so on
 * @param active whether it is in use
 * @param createdAt null for {@code prior}
 * @param examples how many it was learned from
 * @param causes that it has examples of; the others are named by what is known beforehand
 * @param heldBack how many examples were held back to measure it
 * @param named the part of those that it named right; null if none was held back
 * @param before the part of those that what was in use before named right
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CauseModelInfo(
        String id,
        boolean active,
        Instant createdAt,
        int examples,
        List<String> causes,
        int heldBack,
        Double named,
        Double before) {}
