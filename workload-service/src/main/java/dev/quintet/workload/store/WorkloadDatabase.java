package dev.quintet.workload.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

import dev.quintet.common.problem.ProblemException;

/** The database of history and stored targets. It may come late and go away: whoever needs it is told, and nobody else notices. */
@Singleton
public class WorkloadDatabase {

    private static final Logger LOG = Logger.getLogger(WorkloadDatabase.class);

    private final AgroalDataSource source;
    private final Flyway flyway;
    private volatile boolean migrated;
    private volatile boolean away;

    WorkloadDatabase(AgroalDataSource source, Flyway flyway) {
        this.source = source;
        this.flyway = flyway;
    }

    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; nothing of it stays when it throws. */
        T on(Connection connection) throws SQLException;
    }

    /** Makes the tables; false while the database is away. Blocks. */
    public boolean migrate() {
        if (migrated) {
            return true;
        }
        try {
            // Asked first, as the migration retries for long where nothing answers.
            source.getConnection().close();
            flyway.migrate();
            migrated = true;
            cameBack();
            return true;
        } catch (SQLException | FlywayException e) {
            wentAway(e);
            return false;
        }
    }

    /**
     * Does work in one transaction.
     *
     * @throws ProblemException 503 while the database is away
     */
    public <T> T transact(Work<T> work) {
        if (!migrated) {
            throw off(null);
        }
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                cameBack();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            if (!isAway(e)) {
                throw new IllegalStateException("The history refuses a statement", e);
            }
            wentAway(e);
            throw off(e);
        }
    }

    /** No connection (08, or none of the pool in time), going down (57P), out of connections or disk (53). */
    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    private void wentAway(Exception e) {
        if (!away) {
            away = true;
            LOG.warnf("History is off, runs go on: %s", e.getMessage());
        }
    }

    private void cameBack() {
        if (away) {
            away = false;
            LOG.info("History is on again");
        }
    }

    private static ProblemException off(SQLException cause) {
        ProblemException problem = ProblemException.of(
                        503,
                        "history-off",
                        "History and stored targets are off: their database cannot be reached. Runs work without it.")
                .withRetryAfter(Duration.ofSeconds(5));
        if (cause != null) {
            problem.addSuppressed(cause);
        }
        return problem;
    }
}
