package dev.quintet.badge.game;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * What was reached in one game. The better score comes first.
 *
 * @param points 0 to {@link #MAX_POINTS}
 * @param durationMillis thousandths of the badge's unit of time, 0 to {@link #MAX_DURATION_MILLIS}
 */
public record Score(long points, long durationMillis) implements Comparable<Score> {
    /** 2^53 - 1: the largest whole number that every JSON reader keeps. */
    public static final long MAX_POINTS = 9_007_199_254_740_991L;

    public static final long MAX_DURATION_MILLIS = 1_000_000_000_000L;

    private static final Comparator<Score> BEST_FIRST =
            Comparator.comparingLong(Score::points).reversed().thenComparingLong(Score::durationMillis);

    public Score {
        if (points < 0 || points > MAX_POINTS || durationMillis < 0 || durationMillis > MAX_DURATION_MILLIS) {
            throw new IllegalArgumentException("score out of range");
        }
    }

    /** Negative if this score is better, zero if neither is. */
    @Override
    public int compareTo(Score other) {
        return BEST_FIRST.compare(this, other);
    }

    /** The duration as it was sent: in the badge's unit, without needless decimals. */
    public BigDecimal duration() {
        BigDecimal plain = BigDecimal.valueOf(durationMillis, 3).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
