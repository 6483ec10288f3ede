package dev.quintet.anomaly.metric.oceanbase;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricSource;
import dev.quintet.anomaly.metric.oceanbase.ServerStats.Snapshot;
import dev.quintet.anomaly.node.Node;

/** Measures the servers of an OceanBase cluster by its own views. All servers are read at once, for all nodes' samples. */
public final class OceanBaseSource implements MetricSource {
    /** Nodes that are sampled together share one reading. */
    private static final Duration SHARED_FOR = Duration.ofMillis(400);

    private final OceanBaseConfig config;
    private final OceanBaseViews views;
    private final Map<String, ServerStats> stats = new HashMap<>();
    private Map<String, float[]> latest = Map.of();
    private String problem = "";
    private Connection connection;
    private long readAt = System.nanoTime() - Duration.ofHours(1).toNanos();
    private long readMicros;

    public OceanBaseSource(OceanBaseConfig config) {
        this.config = config;
        this.views = new OceanBaseViews(config.slowQuery().toNanos() / 1000);
    }

    @Override
    public String name() {
        return "oceanbase";
    }

    @Override
    public List<Metric> metrics() {
        return ServerStats.METRICS;
    }

    @Override
    public synchronized Reading read(Node node) {
        long now = System.nanoTime();
        if (now - readAt > SHARED_FOR.toNanos()) {
            readAll(now);
        }
        float[] values = latest.get(node.name());
        if (values != null) {
            return new Reading(values.clone(), "");
        }
        return new Reading(
                Reading.none(ServerStats.METRICS.size()).values(),
                problem.isEmpty() ? "the cluster has no server " + node.name() : problem);
    }

    private void readAll(long now) {
        long micros = System.currentTimeMillis() * 1000;
        double seconds = readMicros == 0 ? 0 : (micros - readMicros) / 1e6;
        try {
            if (connection == null) {
                connection = OceanBaseLogin.open(config);
            }
            Map<String, float[]> values = new HashMap<>();
            for (Map.Entry<String, Snapshot> server :
                    views.read(connection, readMicros, seconds).entrySet()) {
                ServerStats known = stats.computeIfAbsent(server.getKey(), any -> new ServerStats());
                values.put(server.getKey(), known.values(now, server.getValue()));
            }
            latest = values;
            problem = "";
        } catch (SQLException e) {
            latest = Map.of();
            problem = "OceanBase at " + config.host() + ":" + config.port() + ": " + e.getMessage();
            close();
        }
        readMicros = micros;
        readAt = System.nanoTime();
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // Given up either way.
            } finally {
                connection = null;
            }
        }
    }
}
