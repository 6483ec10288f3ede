package dev.quintet.badge.event;

import java.sql.SQLException;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.common.api.badge.QueuedEvent;

/** What badges show next: each event is read once, whoever reads at the same time. */
@Singleton
public class EventQueue {
    private static final String ADD =
            """
            INSERT INTO event_queue (badge_id, badge_action, event_message)
            SELECT id, ?, ? FROM badges WHERE user_id = ?
            """;
    // A row that another reader is taking is passed over, not waited for.
    private static final String TAKE =
            """
            UPDATE event_queue SET read_at = now() WHERE id = (
                SELECT id FROM event_queue WHERE badge_id = ? AND read_at IS NULL
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, badge_action, event_message
            """;
    private static final String RESET =
            "UPDATE event_queue SET read_at = NULL WHERE badge_id = ? AND read_at IS NOT NULL";
    private static final String RESET_ALL = "UPDATE event_queue SET read_at = NULL WHERE read_at IS NOT NULL";

    private final Database database;

    EventQueue(Database database) {
        this.database = database;
    }

    /** Queues an event for every badge of the person, if the transaction is committed. */
    public void add(Session session, long userId, String action, String message) throws SQLException {
        session.update(ADD, action, message, userId);
    }

    /** The badge's oldest unread event, read by this. */
    public Optional<QueuedEvent> take(long badgeId) {
        return database.transact(session -> session.first(
                TAKE,
                row -> new QueuedEvent(
                        row.getLong("id"), row.getString("badge_action"), row.getString("event_message")),
                badgeId));
    }

    /** Makes the badge's events unread again. */
    public void reset(long badgeId) {
        database.run(session -> session.update(RESET, badgeId));
    }

    /** Makes everybody's events unread again. */
    public void resetAll() {
        database.run(session -> session.update(RESET_ALL));
    }
}
