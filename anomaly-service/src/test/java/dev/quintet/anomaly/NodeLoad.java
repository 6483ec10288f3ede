package dev.quintet.anomaly;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;

/** A small steady load of reads and writes on one node, about a hundred statements a second. Only for tests. */
public final class NodeLoad implements AutoCloseable {
    /** More than a shrunk buffer pool holds, less than a whole one. */
    private static final int ROWS = 20_000;

    private final Thread thread;
    private volatile boolean stopped;

    public NodeLoad(LocalNode node, NodeConnections connections) {
        thread = new Thread(() -> run(node, connections), "load-" + node.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void run(LocalNode node, NodeConnections connections) {
        try (Connection connection = connections.open(node, Duration.ofSeconds(30));
                Statement setUp = connection.createStatement()) {
            setUp.execute("CREATE DATABASE IF NOT EXISTS anomaly_test");
            setUp.execute("USE anomaly_test");
            setUp.execute("CREATE TABLE IF NOT EXISTS anomaly_test.t (id INT PRIMARY KEY, n INT, pad VARCHAR(1000))");
            setUp.execute("INSERT IGNORE INTO anomaly_test.t SELECT seq, 0, REPEAT('x', 1000) FROM seq_1_to_" + ROWS);
            work(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void work(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("SELECT n FROM anomaly_test.t WHERE id = ?");
                PreparedStatement write =
                        connection.prepareStatement("UPDATE anomaly_test.t SET n = n + 1 WHERE id = ?")) {
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 1; !stopped; i = i % 100 + 1) {
                read.setInt(1, 1 + random.nextInt(ROWS));
                read.executeQuery().close();
                if (i % 10 == 0) {
                    write.setInt(1, i);
                    write.executeUpdate();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
