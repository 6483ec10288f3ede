package dev.quintet.badge.game;

import java.time.Instant;

/**
 * A score that is stored.
 *
 * @param id its record id; lower ids came first
 * @param badgeId the badge that sent it
 * @param userId the badge's person
 * @param handle that person's name on Discord
 * @param bracketId that person's bracket, 0 if none
 * @param createdAt when it was stored, by PostgreSQL's clock
 */
public record StoredScore(
        long id,
        long badgeId,
        long userId,
        String handle,
        int bracketId,
        Game game,
        Score score,
        ScoreState state,
        Instant createdAt) {
    ScoreKey key() {
        return new ScoreKey(badgeId, game.id(), score);
    }

    /** Whether it counts. */
    public boolean isKept() {
        return state == ScoreState.KEPT;
    }
}
