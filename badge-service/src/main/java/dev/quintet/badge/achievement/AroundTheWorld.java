package dev.quintet.badge.achievement;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;
import dev.quintet.badge.game.ScoreEffect;
import dev.quintet.badge.game.StoredScore;

/** The achievement for having scored in every game of the list. */
@Singleton
public class AroundTheWorld implements ScoreEffect {
    // Per person and game one look into the index, not one per score; most people stop at the first condition.
    private static final String ALL_PLAYED =
            """
            SELECT person FROM unnest(?::bigint[]) person
            WHERE NOT EXISTS (SELECT FROM user_achievements WHERE user_id = person AND achievement_id = ?)
              AND NOT EXISTS (
                SELECT FROM games g WHERE NOT EXISTS (
                    SELECT FROM badges b JOIN scores s ON s.badge_id = b.id AND s.game_id = g.id AND s.state = 'kept'
                    WHERE b.user_id = person))
            """;

    private final Achievements achievements;

    AroundTheWorld(Achievements achievements) {
        this.achievements = achievements;
    }

    @Override
    public String event() {
        return "around-the-world";
    }

    @Override
    public Set<Long> candidates(Session session, List<StoredScore> scores) throws SQLException {
        Set<Long> people = travellers(
                session,
                scores.stream().mapToLong(StoredScore::userId).distinct().toArray());
        return scores.stream()
                .filter(score -> people.contains(score.userId()))
                .map(StoredScore::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void apply(Session session, StoredScore score) throws SQLException {
        if (!travellers(session, score.userId()).isEmpty()) {
            achievements.award(session, score.userId(), score.badgeId(), Achievement.AROUND_THE_WORLD);
        }
    }

    /** Those of the people who have played all games and not been awarded for it. */
    private static Set<Long> travellers(Session session, long... people) throws SQLException {
        return Set.copyOf(session.list(ALL_PLAYED, row -> row.getLong("person"), people, Achievement.AROUND_THE_WORLD));
    }
}
