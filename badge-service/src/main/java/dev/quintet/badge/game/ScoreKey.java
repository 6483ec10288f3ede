package dev.quintet.badge.game;

/** What makes a score of a badge the same score. */
public record ScoreKey(long badgeId, int gameId, Score score) {
    static ScoreKey of(long badgeId, Submission sent) {
        return new ScoreKey(badgeId, sent.game().id(), sent.score());
    }
}
