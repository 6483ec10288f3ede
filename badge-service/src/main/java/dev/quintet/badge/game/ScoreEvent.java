package dev.quintet.badge.game;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An entry of the score processor's stream.
 *
 * @param id the outbox event's
 * @param payload as the outbox has it while the work is undone
 * @param ranked whether whoever put it on the stream has ranked its score before
 */
public record ScoreEvent(long id, String kind, JsonNode payload, boolean ranked) {
    /** The stream entry's field that says {@link #ranked}. */
    public static final String RANKED = "ranked";

    /** A kept score's effects: {@code {"score_id"}}. */
    public static final String SCORE = "score";
    /** A badge's list of scores: {@code {"badge_id", "scores": [[game, points, duration ms], …]}}. */
    public static final String HIGH_SCORE = "high-score";
    /** A score was taken away: {@code {"score_id"}}. */
    public static final String VOID = "void";
    /** What a badge says of itself: {@code {"badge_id", "status"}}. */
    public static final String STATUS = "status";
}
