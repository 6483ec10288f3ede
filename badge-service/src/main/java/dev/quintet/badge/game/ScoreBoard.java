package dev.quintet.badge.game;

import java.util.List;

/**
 * Where kept scores are ranked. Doing the same again changes nothing.
 *
 * <p>Both methods throw {@link dev.quintet.common.redis.RedisUnavailableException} if the ranking is away; it is
 * repaired when it is back.
 */
public interface ScoreBoard {
    /** Ranks kept scores, all in one step. */
    void rank(List<StoredScore> scores);

    /** Takes a void score out of the ranking. */
    void remove(StoredScore score);
}
