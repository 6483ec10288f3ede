package dev.quintet.common.api.anomaly;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Who ranks.
 *
 * @param ranker {@code tensorflow} or {@code distance}
 * @param model which of {@code models} speaks; null for the distance ranker
 * @param reason why, in one line
 * @param since when it began
 * @param modelPath where a model is looked for
 * @param models that can be activated
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RankerInfo(
        String ranker, String model, String reason, Instant since, String modelPath, List<RankModelInfo> models) {
    /**
     * A model that ranks.
     *
     * @param id for {@code POST /api/models/{id}/activate}
     * @param name its own; null while it is not loaded
     * @param features names and forms of its inputs, in order
     * @param causes that it scores
     * @param bytes size of its files; null while it is not loaded
     * @param training what it was trained on, in its own words
     * @param quality how good it was found, in its own words
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RankModelInfo(
            String id,
            boolean active,
            String name,
            List<String> features,
            List<String> causes,
            Long bytes,
            Map<String, Object> training,
            Map<String, Object> quality) {}
}
