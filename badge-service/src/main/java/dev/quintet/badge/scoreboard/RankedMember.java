package dev.quintet.badge.scoreboard;

import dev.quintet.badge.game.Score;
import dev.quintet.badge.game.StoredScore;

/**
 * A score as a member of a sorted set whose members all have the score 0: Redis then orders them byte by byte. Three
 * numbers of sixteen hexadecimal digits stand first, so that the order is exactly SQL's ({@code score DESC, duration,
 * id}) for every value, which a floating-point score of the set could not hold.
 */
record RankedMember(long id, Score score, String handle) {
    private static final int DIGITS = 16;

    static RankedMember of(StoredScore stored) {
        return new RankedMember(stored.id(), stored.score(), stored.handle());
    }

    String encode() {
        return "%016x%016x%016x%s".formatted(Score.MAX_POINTS - score.points(), score.durationMillis(), id, handle);
    }

    static RankedMember decode(String member) {
        return new RankedMember(
                number(member, 2),
                new Score(Score.MAX_POINTS - number(member, 0), number(member, 1)),
                member.substring(3 * DIGITS));
    }

    private static long number(String member, int index) {
        return Long.parseLong(member, index * DIGITS, (index + 1) * DIGITS, DIGITS);
    }
}
