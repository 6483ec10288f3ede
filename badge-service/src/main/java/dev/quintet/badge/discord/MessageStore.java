package dev.quintet.badge.discord;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.DiscordMessage;

/**
 * Messages in PostgreSQL, so that none is lost while Discord, Redis or the notifier is away.
 *
 * <p>INVARIANT: {@code sends} is raised before a message is sent, and lowered only when it is known that Discord did not
 * take it. A message is never sent at 2: it was posted once, or sent again once.
 */
@Singleton
class MessageStore {
    static final int MOST_SENDS = 2;

    private static final int MAX_CONTENT = 2_000;
    private static final String ADD = "INSERT INTO discord_messages (channel, content) VALUES (?, ?) RETURNING id";
    // What was sent twice without an answer is left for a person; the notifier that holds it may still be waiting.
    private static final String GIVE_UP =
            """
            UPDATE discord_messages SET state = 'unsure', ended_at = now(), note = 'sent twice without an answer'
            WHERE state = 'waiting' AND sends >= 2 AND lease_until < now()
            """;
    private static final String CLAIM =
            """
            UPDATE discord_messages SET sends = sends + 1, lease_until = now() + ? * interval '1 millisecond'
            WHERE id = (
                SELECT id FROM discord_messages
                WHERE state = 'waiting' AND sends < 2 AND (lease_until IS NULL OR lease_until < now())
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, content, sends
            """;
    private static final String POSTED =
            "UPDATE discord_messages SET state = 'posted', discord_id = ?, ended_at = now() WHERE id = ?";
    private static final String REFUSED =
            "UPDATE discord_messages SET state = 'refused', note = ?, ended_at = now() WHERE id = ?";
    private static final String NOT_POSTED =
            "UPDATE discord_messages SET sends = sends - 1, lease_until = NULL WHERE id = ? AND state = 'waiting'";
    private static final String UNANSWERED =
            "UPDATE discord_messages SET lease_until = now() WHERE id = ? AND state = 'waiting'";
    private static final String LIST =
            """
            SELECT id, channel, content, state, note, created_at FROM discord_messages
            ORDER BY id %s LIMIT ? OFFSET ?
            """;
    private static final String WAITING =
            "SELECT count(*) FROM (SELECT FROM discord_messages WHERE state = 'waiting' LIMIT 10000) m";

    private final Database database;

    MessageStore(Database database) {
        this.database = database;
    }

    /** Keeps a message, if the transaction is committed. Longer ones are cut to what Discord takes. */
    long add(Session session, Channel channel, String content) throws SQLException {
        String cut = content.length() <= MAX_CONTENT ? content : content.substring(0, MAX_CONTENT - 1) + "…";
        return session.first(ADD, row -> row.getLong("id"), channel.wireName(), cut)
                .orElseThrow();
    }

    /** Takes the oldest waiting message to send it; nobody else gets it within the lease. */
    Optional<Message> claim(Duration lease) {
        return database.transact(session -> {
            session.update(GIVE_UP);
            return session.first(
                    CLAIM,
                    row -> new Message(row.getLong("id"), row.getString("content"), row.getInt("sends")),
                    lease.toMillis());
        });
    }

    void posted(Message message, String discordId) {
        database.run(session -> session.update(POSTED, discordId, message.id()));
    }

    void refused(Message message, String why) {
        database.run(session -> session.update(REFUSED, why, message.id()));
    }

    /** Discord did not take it: it waits as before. */
    void notPosted(Message message) {
        database.run(session -> session.update(NOT_POSTED, message.id()));
    }

    /** Discord may have taken it: once more, or never again. */
    void unanswered(Message message) {
        database.run(session -> session.update(UNANSWERED, message.id()));
    }

    /** How many wait, counted up to 10,000. */
    int waiting() {
        return database.read(session -> session.first(WAITING, row -> row.getInt(1)))
                .orElseThrow();
    }

    List<DiscordMessage> list(Page page) {
        String order = page.sort() == Sort.STALE || page.sort() == Sort.ASC ? "ASC" : "DESC";
        return database.read(session -> session.list(
                LIST.formatted(order),
                row -> new DiscordMessage(
                        row.getLong("id"),
                        row.getString("channel"),
                        row.getString("content"),
                        row.getString("state"),
                        row.getString("note"),
                        row.getTimestamp("created_at").toInstant()),
                page.size(),
                page.offset()));
    }
}
