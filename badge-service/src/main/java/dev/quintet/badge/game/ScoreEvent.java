package dev.quintet.badge.game;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An entry of the score processor's stream.
 *
 * @param id the outbox event's
 * @param payload as the outbox has it while the work is undone
 * @param ranked whether whoever put it on the stream has ranked its scores before
 */
public record ScoreEvent(long id, String kind, JsonNode payload, boolean ranked) {
    /** The stream entry's field that says {@link #ranked}. */
    public static final String RANKED = "ranked";

    /** The effects of kept scores, few or many: {@code {"score_ids": […]}}. */
    public static final String SCORE = "score";
    /** A badge's list of scores: {@code {"badge_id", "scores": [[game, points, duration ms], …]}}. */
    public static final String HIGH_SCORE = "high-score";
    /** Scores were taken away: {@code {"score_ids": […]}}. */
    public static final String VOID = "void";
    /** What a badge says of itself: {@code {"badge_id", "status"}}. */
    public static final String STATUS = "status";

    static final String BADGE_ID = "badge_id";
    private static final String SCORE_IDS = "score_ids";

    /** The payload of {@link #SCORE} and {@link #VOID}. */
    public static JsonNode payloadOf(List<Long> scoreIds) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = payload.putArray(SCORE_IDS);
        scoreIds.forEach(ids::add);
        return payload;
    }

    /** The inverse of {@link #payloadOf}. */
    static List<Long> scoreIds(JsonNode payload) {
        List<Long> ids = new ArrayList<>();
        payload.get(SCORE_IDS).forEach(id -> ids.add(id.longValue()));
        return ids;
    }

    static List<Long> scoreIds(List<JsonNode> payloads) {
        return payloads.stream().flatMap(payload -> scoreIds(payload).stream()).toList();
    }

    /** What is sent by the payloads of {@link #HIGH_SCORE}. */
    static List<SentScore> listed(List<JsonNode> payloads, GameCatalogue games) {
        List<SentScore> listed = new ArrayList<>();
        for (JsonNode payload : payloads) {
            for (JsonNode item : payload.get("scores")) {
                Game game = games.require(item.get(0).asText());
                Score score = new Score(item.get(1).longValue(), item.get(2).longValue());
                listed.add(new SentScore(payload.get(BADGE_ID).longValue(), new Submission(game, score), Map.of()));
            }
        }
        return listed;
    }
}
