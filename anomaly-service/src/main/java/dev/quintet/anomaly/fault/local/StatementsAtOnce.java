package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

import dev.quintet.anomaly.fault.InjectionException;

/**
 * Executes statements that do not depend on each other on up to {@value #CONNECTIONS} connections, since a server works
 * on a connection's statement with one thread: indexes on several tables are there sooner that way.
 */
final class StatementsAtOnce {
    private static final int CONNECTIONS = 4;

    private final Opener opener;

    StatementsAtOnce(Opener opener) {
        this.opener = opener;
    }

    /** Opens connections whose answers have a timeout. */
    interface Opener {
        Connection open() throws SQLException;
    }

    /**
     * Returns when all are answered. After a failure no further one begins, and none is under way when it is thrown.
     *
     * @throws SQLException if one fails
     * @throws InjectionException if the thread is interrupted: no further one begins
     */
    void execute(List<String> statements) throws SQLException {
        Queue<String> left = new ConcurrentLinkedQueue<>(statements);
        List<FutureTask<Void>> workers = IntStream.range(0, Math.min(CONNECTIONS, statements.size()))
                .mapToObj(i -> new FutureTask<>(() -> work(left)))
                .toList();
        workers.forEach(StatementsAtOnce::start);
        Throwable failure = null;
        for (FutureTask<Void> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                failure = e.getCause();
            } catch (InterruptedException e) {
                left.clear();
                Thread.currentThread().interrupt();
                throw new InjectionException("interrupted while a database was changed", e);
            }
        }
        if (failure != null) {
            throw new SQLException(failure.getMessage(), failure);
        }
    }

    private static void start(FutureTask<Void> worker) {
        Thread thread = new Thread(worker, "fault-change");
        thread.setDaemon(true);
        thread.start();
    }

    private Void work(Queue<String> left) throws SQLException {
        try (Connection connection = opener.open();
                Statement statement = connection.createStatement()) {
            for (String sql = left.poll(); sql != null; sql = left.poll()) {
                statement.execute(sql);
            }
            return null;
        } catch (SQLException | RuntimeException e) {
            left.clear();
            throw e;
        }
    }
}
