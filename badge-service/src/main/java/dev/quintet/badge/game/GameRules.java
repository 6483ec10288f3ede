package dev.quintet.badge.game;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What scores a game takes, and which of them are believed at once.
 *
 * @param signed whether scores must be signed; if not, they may be
 * @param maxScore higher scores are held for review
 * @param maxScorePerSecond scores that came faster are held for review; by the badge's unit of time
 */
public record GameRules(boolean signed, Optional<Long> maxScore, Optional<Long> maxScorePerSecond) {
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    /** Whether a person could have reached the score. */
    public boolean isPlausible(Score score) {
        return maxScore.map(most -> score.points() <= most).orElse(true)
                && maxScorePerSecond.map(most -> isAtMost(most, score)).orElse(true);
    }

    private static boolean isAtMost(long pointsPerSecond, Score score) {
        BigInteger possible = BigInteger.valueOf(pointsPerSecond).multiply(BigInteger.valueOf(score.durationMillis()));
        return BigInteger.valueOf(score.points()).multiply(THOUSAND).compareTo(possible) <= 0;
    }
}
