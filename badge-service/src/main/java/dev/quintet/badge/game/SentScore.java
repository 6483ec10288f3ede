package dev.quintet.badge.game;

/** A score that a badge has sent. */
public record SentScore(long badgeId, Submission submission) {
    ScoreKey key() {
        return ScoreKey.of(badgeId, submission);
    }
}
