package dev.quintet.anomaly;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.Nodes;

/**
 * A small steady load of reads and writes, about a hundred statements a second on each node, that begins anew where a
 * node was away. Only for tests.
 */
final class NodeLoad {
    /** More than a shrunk buffer pool holds, less than a whole one. */
    private static final int ROWS = 20_000;

    private static final List<NodeLoad> RUNNING = new ArrayList<>();

    private final Thread thread;
    private volatile boolean stopped;

    private NodeLoad(LocalNode node, NodeConnections connections) {
        thread = new Thread(() -> run(node, connections), "load-" + node.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** On every node, unless it runs already: learning what is normal under it takes long. */
    static synchronized void begin(Nodes nodes, NodeConnections connections) {
        if (RUNNING.isEmpty()) {
            nodes.local().forEach(node -> RUNNING.add(new NodeLoad(node, connections)));
        }
    }

    static synchronized void end() {
        RUNNING.forEach(load -> load.stopped = true);
        for (NodeLoad load : RUNNING) {
            try {
                load.thread.join(TimeUnit.SECONDS.toMillis(60));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        RUNNING.clear();
    }

    private void run(LocalNode node, NodeConnections connections) {
        while (!stopped) {
            try (Connection connection = connections.open(node, Duration.ofSeconds(30));
                    Statement setUp = connection.createStatement()) {
                setUp.execute("CREATE DATABASE IF NOT EXISTS anomaly_test");
                setUp.execute(
                        "CREATE TABLE IF NOT EXISTS anomaly_test.t (id INT PRIMARY KEY, n INT, pad VARCHAR(1000))");
                setUp.execute(
                        "INSERT IGNORE INTO anomaly_test.t SELECT seq, 0, REPEAT('x', 1000) FROM anomaly_test.seq_1_to_"
                                + ROWS);
                work(connection);
            } catch (SQLException e) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // it is down, or gone for good
            }
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
}
