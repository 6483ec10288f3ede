package dev.quintet.badge.achievement;

import java.sql.SQLException;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Session;
import dev.quintet.badge.discord.Announcements;

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

    private static final String REVOKE = "DELETE FROM user_achievements WHERE user_id = ? AND achievement_id = ?";
    private static final String HANDLE = "SELECT discord_handle FROM users WHERE id = ?";

    private final Announcements announcements;

    Achievements(Announcements announcements) {
        this.announcements = announcements;
    }

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

    /** Gives the achievement, logs the event and announces it; false, and nothing is done, if the person has it. */
    public boolean award(Session session, long userId, long badgeId, int achievementId) throws SQLException {
        boolean isNew = session.update(AWARD, userId, achievementId) == 1;
        if (isNew) {
            session.update(LOG_EVENT, UNLOCKED, badgeId);
            Achievement achievement = find(session, achievementId).orElseThrow();
            String handle = session.first(HANDLE, row -> row.getString("discord_handle"), userId)
                    .orElseThrow();
            announcements.achievement(
                    session, handle, achievement.name(), achievement.description(), achievement.points());
        }
        return isNew;
    }

    /** False if the person does not have it. */
    public boolean revoke(Session session, long userId, int achievementId) throws SQLException {
        return session.update(REVOKE, userId, achievementId) == 1;
    }
}
