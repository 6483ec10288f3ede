package dev.quintet.badge.achievement;

import java.sql.SQLException;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;
import dev.quintet.badge.game.ScoreEffect;
import dev.quintet.badge.game.StoredScore;

/** The achievement for having scored in every game of the list. */
@Singleton
public class AroundTheWorld implements ScoreEffect {
    // Per game one look into the index, not one per score.
    private static final String ALL_PLAYED =
            """
            SELECT NOT EXISTS (
                SELECT FROM games g WHERE NOT EXISTS (
                    SELECT FROM badges b JOIN scores s ON s.badge_id = b.id AND s.game_id = g.id
                    WHERE b.user_id = ?)) AS all_played
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
    public void apply(Session session, StoredScore score) throws SQLException {
        if (!achievements.has(session, score.userId(), Achievement.AROUND_THE_WORLD)
                && hasPlayedAll(session, score.userId())) {
            achievements.award(session, score.userId(), score.badgeId(), Achievement.AROUND_THE_WORLD);
        }
    }

    private static boolean hasPlayedAll(Session session, long userId) throws SQLException {
        return session.first(ALL_PLAYED, row -> row.getBoolean("all_played"), userId)
                .orElseThrow();
    }
}
