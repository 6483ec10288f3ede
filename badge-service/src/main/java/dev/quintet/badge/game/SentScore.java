package dev.quintet.badge.game;

import java.util.Map;

/**
 * A score that a badge has sent.
 *
 * @param trace the fields by which what follows of it belongs to the request's trace
 */
public record SentScore(long badgeId, Submission submission, Map<String, String> trace) {
    private static final String RECORDED = "01";

    /** Whether the request's trace is recorded. */
    boolean isTraced() {
        return trace.getOrDefault("traceparent", "").endsWith(RECORDED);
    }

    ScoreKey key() {
        return ScoreKey.of(badgeId, submission);
    }
}
