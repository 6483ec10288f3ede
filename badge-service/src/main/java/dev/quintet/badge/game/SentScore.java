package dev.quintet.badge.game;

import java.util.Map;

/**
 * A score that a badge has sent.
 *
 * @param trace the fields by which what follows of it belongs to the request's trace
 */
public record SentScore(long badgeId, Submission submission, Map<String, String> trace) {
    ScoreKey key() {
        return ScoreKey.of(badgeId, submission);
    }
}
