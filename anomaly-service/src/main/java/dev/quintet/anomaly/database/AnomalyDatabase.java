package dev.quintet.anomaly.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

import dev.quintet.common.problem.ProblemException;

/**
 * PostgreSQL, which keeps undo statements, audit, history and experiments. It may come late and go away: whoever needs
 * it is told, and what does not need it goes on.
 */
@Singleton
public class AnomalyDatabase {
    private static final Logger LOG = Logger.getLogger(AnomalyDatabase.class);

    private final AgroalDataSource source;
    private final Flyway flyway;
    private volatile boolean migrated;
    private volatile boolean away;

    AnomalyDatabase(AgroalDataSource source, Flyway flyway) {
        this.source = source;
        this.flyway = flyway;
    }

    /** Work on a connection, in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does work in one transaction; makes the tables before the first. Blocks, for at most about 20 s.
     *
     * @throws ProblemException 503 while the database is away
     */
    public <T> T transact(Work<T> work) {
        try {
            migrate();
            try (Connection connection = connect()) {
                T result = transact(connection, work);
                away = false;
                return result;
            }
        } catch (FlywayException e) {
            throw off(e);
        } catch (SQLException e) {
            if (!isAway(e)) {
                throw new IllegalStateException("PostgreSQL refuses a statement, state " + e.getSQLState(), e);
            }
            throw off(e);
        }
    }

    /** Whatever keeps one from getting a connection, be it a server that hangs: there is none. */
    private Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw off(e);
        }
    }

    private static <T> T transact(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private void migrate() throws SQLException {
        if (migrated) {
            return;
        }
        synchronized (this) {
            if (!migrated) {
                // Asked first, as the migration retries for long where nothing answers.
                connect().close();
                flyway.migrate();
                migrated = true;
            }
        }
    }

    /** No connection (08, or none of the pool in time), going down (57P), out of connections or disk (53). */
    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private ProblemException off(Exception cause) {
        if (!away) {
            away = true;
            LOG.warnf("PostgreSQL is away: %s", cause.getMessage());
        }
        return ProblemException.of(503, "database-away", "PostgreSQL, which this needs, cannot be reached")
                .withRetryAfter(Duration.ofSeconds(5));
    }
}
