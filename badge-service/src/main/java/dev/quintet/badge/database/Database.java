package dev.quintet.badge.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/** PostgreSQL: transactions that either happen or say why not. Blocking; not for event loops. */
@Singleton
public class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final int ATTEMPTS = 4;

    private final DataSource source;
    private volatile boolean reachable = true;

    public Database(DataSource source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Whether PostgreSQL answered when it was last asked; costs nothing. Something asks every second: the boards' keeper.
     */
    public boolean isReachable() {
        return reachable;
    }

    /** What a transaction does. It may run again after a deadlock, so its effects are in the session alone. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** What a transaction does that answers nothing. */
    @FunctionalInterface
    public interface Task {
        void run(Session session) throws SQLException;
    }

    /**
     * Runs the work in a transaction (read committed), again if PostgreSQL chose it as the victim of a deadlock.
     * Anything thrown undoes it.
     *
     * @throws DatabaseUnavailableException PostgreSQL cannot be reached, or was lost meanwhile
     */
    public <T> T transact(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException failure) {
                if (attempt < ATTEMPTS && SqlFailure.isConflict(failure)) {
                    continue;
                }
                throw failed(failure);
            }
        }
    }

    /** As {@link #transact}, without an answer. */
    public void run(Task task) {
        transact(session -> {
            task.run(session);
            return Boolean.TRUE;
        });
    }

    /** One statement by itself: no transaction is begun or ended around it. */
    public <T> T read(Work<T> work) {
        try (Connection connection = connect()) {
            T result = work.run(new Session(connection));
            reachable = true;
            return result;
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private RuntimeException failed(SQLException failure) {
        if (SqlFailure.isAway(failure)) {
            reachable = false;
        }
        return SqlFailure.translate(failure);
    }

    /** Whatever keeps us from a connection, the database is not there for us; the driver has no one state for that. */
    private Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException failure) {
            LOG.debug("no connection", failure);
            reachable = false;
            throw new DatabaseUnavailableException(failure);
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        Session session;
        T result;
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            session = new Session(connection);
            boolean done = false;
            try {
                result = work.run(session);
                connection.commit();
                done = true;
            } finally {
                end(connection, done);
            }
        }
        reachable = true;
        // Without the connection: another may use it meanwhile.
        session.committed();
        return result;
    }

    private static void end(Connection connection, boolean done) throws SQLException {
        if (done) {
            connection.setAutoCommit(true);
            return;
        }
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            // The first failure is on its way to the caller; a lost connection has rolled back by itself. It is closed,
            // never aborted: the pool drops what has failed when it gets it back, and an aborted one it never gets.
            LOG.debug("not rolled back", lost);
        }
    }
}
