package dev.quintet.badge.achievement;

import java.sql.SQLException;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;

/** Who has unlocked what. The database lets nobody unlock a thing twice. */
@Singleton
public class Achievements {
    /** The original's number of the event "something was unlocked". */
    private static final int UNLOCKED = 17;

    private static final String FIND = "SELECT id, name, points, description FROM achievements WHERE id = ?";
    private static final String HAS = "SELECT 1 FROM user_achievements WHERE user_id = ? AND achievement_id = ?";
    private static final String AWARD =
            """
            INSERT INTO user_achievements (user_id, achievement_id) VALUES (?, ?)
            ON CONFLICT (user_id, achievement_id) DO NOTHING
            """;
    private static final String LOG_EVENT = "INSERT INTO events (event_id, badge_id) VALUES (?, ?)";

    public Optional<Achievement> find(Session session, int id) throws SQLException {
        return session.first(
                FIND,
                row -> new Achievement(
                        row.getInt("id"), row.getString("name"), row.getInt("points"), row.getString("description")),
                id);
    }

    public boolean has(Session session, long userId, int achievementId) throws SQLException {
        return session.first(HAS, row -> true, userId, achievementId).isPresent();
    }

    /** Gives the achievement and logs the event; false, and nothing is written, if the person has it already. */
    public boolean award(Session session, long userId, long badgeId, int achievementId) throws SQLException {
        boolean isNew = session.update(AWARD, userId, achievementId) == 1;
        if (isNew) {
            session.update(LOG_EVENT, UNLOCKED, badgeId);
        }
        return isNew;
    }
}
