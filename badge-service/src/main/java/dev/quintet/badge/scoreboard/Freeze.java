package dev.quintet.badge.scoreboard;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;

/** From when on the public sees the boards as they stood then. Every process reads it anew each second. */
@Singleton
public class Freeze {
    private static final String READ = "SELECT freeze_at FROM scoreboard";
    private static final String WRITE = "UPDATE scoreboard SET freeze_at = ?";

    private final Database database;
    private final Clock clock;
    private volatile Optional<Instant> at = Optional.empty();

    Freeze(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** When the boards freeze, or froze; empty if they do not. */
    public Optional<Instant> at() {
        return at;
    }

    /** The present limit of what the public sees, {@link Board#LIVE} while the boards are not frozen. */
    long limit() {
        return at.filter(time -> !clock.instant().isBefore(time))
                .map(Instant::toEpochMilli)
                .orElse(Board.LIVE);
    }

    /** Whether the public may learn of a score stored at this time, now. */
    boolean isPublic(Instant createdAt) {
        return at.map(createdAt::isBefore).orElse(true);
    }

    /** One at a time: what was read before a change must not be set after it. */
    synchronized void refresh() {
        at = database.read(session -> session.first(READ, row -> Optional.ofNullable(row.getTimestamp("freeze_at"))))
                .flatMap(time -> time)
                .map(Timestamp::toInstant);
    }

    /** Sets the time, to the millisecond, if the transaction is committed; empty ends the freeze. */
    public void set(Session session, Optional<Instant> time) throws SQLException {
        session.update(WRITE, time.map(Timestamp::from).orElse(null));
        session.afterCommit(() -> changed(time));
    }

    private synchronized void changed(Optional<Instant> time) {
        at = time;
    }
}
