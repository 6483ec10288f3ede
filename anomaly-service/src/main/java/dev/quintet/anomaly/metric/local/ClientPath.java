package dev.quintet.anomaly.metric.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricGroup;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;

import static dev.quintet.anomaly.metric.Metric.level;

/**
 * How the node looks from where its clients are: the time of a ping on the way that they take, and how much it changes
 * from one to the next, asked beside the sampling so that a slow network never delays it. A longer way delays all pings
 * alike; lost segments delay some, each by a retransmission timeout.
 */
final class ClientPath {
    /**
     * On a busy machine pings take up to about 10 ms, which is no word of the network. More than this hides a way that
     * is longer by 100 ms in each direction wherever the calm before was not of the calmest.
     */
    private static final double RTT_FLOOR = 13;

    static final List<Metric> METRICS = List.of(
            level("client_rtt_ms", MetricGroup.NETWORK_DELAY, RTT_FLOOR),
            level("client_up", MetricGroup.NETWORK_CUT, 0.1),
            level("client_jitter_ms", MetricGroup.NETWORK_JITTER, 40));

    private static final int PINGS = 3;
    private static final Duration TIMEOUT = Duration.ofMillis(2500);

    private final LocalNode way;
    private final NodeConnections connections;
    private final ExecutorService pool;
    private Connection connection;
    private final Jitter jitter = new Jitter();
    private volatile double millis = Double.NaN;
    private volatile double jitterMillis = Double.NaN;
    private volatile boolean up;
    private volatile boolean asked;
    private volatile boolean busy;
    private volatile long busySince;

    ClientPath(LocalNode node, NodeConnections connections, ExecutorService pool) {
        this.way = new LocalNode(node.name(), node.host(), node.proxyPort(), node.pidFile(), node.dataDir(), 0, 0);
        this.connections = connections;
        this.pool = pool;
    }

    /** What the last round told, while the next begins. By one thread at a time. */
    float[] read() {
        long now = System.nanoTime();
        if (!busy) {
            busy = true;
            busySince = now;
            try {
                pool.execute(this::round);
            } catch (RejectedExecutionException e) {
                busy = false; // the service ends
            }
        }
        if (!asked) {
            return new float[] {Float.NaN, Float.NaN, Float.NaN};
        }
        double pending = (now - busySince) / 1e6;
        boolean overdue = busy && pending > 1_000;
        double rtt = overdue ? pending : millis;
        return new float[] {(float) rtt, up && !overdue ? 1 : 0, (float) jitterMillis};
    }

    private void round() {
        try {
            if (connection == null) {
                connection = connections.open(way, TIMEOUT);
            }
            double sum = 0;
            for (int i = 0; i < PINGS; i++) {
                long start = System.nanoTime();
                if (!connection.isValid(2)) {
                    throw new SQLException("no answer to a ping");
                }
                double ping = (System.nanoTime() - start) / 1e6;
                jitter.add(ping);
                sum += ping;
            }
            millis = sum / PINGS;
            jitterMillis = jitter.mean();
            up = true;
        } catch (SQLException e) {
            close();
            millis = Double.NaN;
            jitter.reset();
            jitterMillis = Double.NaN;
            up = false;
        } finally {
            asked = true;
            busy = false;
        }
    }

    void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // Given up either way.
            }
        }
    }
}
