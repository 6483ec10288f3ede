package dev.quintet.badge.game;

/**
 * Where kept scores are ranked. Doing the same again changes nothing.
 *
 * <p>Both methods throw {@link dev.quintet.common.redis.RedisUnavailableException} if the ranking is away; it is
 * repaired when it is back.
 */
public interface ScoreBoard {
    /** Ranks a kept score. */
    void rank(StoredScore score);

    /** Takes a void score out of the ranking. */
    void remove(StoredScore score);

    /** Brings the ranking of a score in line with its state. */
    default void update(StoredScore score) {
        if (score.isKept()) {
            rank(score);
        } else {
            remove(score);
        }
    }
}
