package dev.quintet.badge.game;

/** Where kept scores are ranked. */
public interface ScoreBoard {
    /**
     * Ranks a kept score; ranking it again changes nothing.
     *
     * @throws dev.quintet.common.redis.RedisUnavailableException the ranking is away; it is repaired when it is back
     */
    void rank(StoredScore score);
}
