package dev.quintet.anomaly.metric.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.quintet.anomaly.metric.CounterRates;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;

/**
 * One node's database counters over a connection of its own, opened again after a failure. Not safe for use by
 * several threads.
 */
final class DatabaseStatus implements AutoCloseable {
    /** Shorter than two periods, so that a node that hangs costs few samples. */
    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    private static final int INDEXES_EVERY = 5;

    private final LocalNode node;
    private final NodeConnections connections;
    private final StatusMetrics metrics;
    private final CounterRates rates;
    private final String query;
    private Connection connection;
    private double lastUptime;
    private long ownQuestions;
    private long readings;
    private float indexes;

    DatabaseStatus(LocalNode node, NodeConnections connections, StatusMetrics metrics, Duration maxGap) {
        this.node = node;
        this.connections = connections;
        this.metrics = metrics;
        this.rates = new CounterRates(metrics.counterCount(), maxGap);
        // Names are constants of this package, so there is nothing to escape.
        this.query = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Uptime',"
                + metrics.variables().stream().map(name -> "'" + name + "'").collect(Collectors.joining(",")) + ")";
    }

    /**
     * @return values in the order of {@link StatusMetrics#metrics}
     * @throws SQLException if the node does not answer; the next call tries anew
     */
    float[] read() throws SQLException {
        try {
            if (connection == null) {
                connection = connections.open(node, TIMEOUT);
            }
            Map<String, Double> status = status();
            double uptime = status.getOrDefault("Uptime", 0.0);
            if (uptime < lastUptime) {
                rates.reset(); // a restarted server counts from zero; a counter may have passed its old value already
            }
            lastUptime = uptime;
            // Our own question of this step is not the node's work.
            status.computeIfPresent("Questions", (name, value) -> value - ++ownQuestions);
            rates.update(System.nanoTime(), metrics.counterValues(status));
            return metrics.values(status, rates);
        } catch (SQLException e) {
            close();
            rates.reset();
            throw e;
        }
    }

    /** How many indexes there are; asked now and then, since it changes seldom. */
    float indexes() throws SQLException {
        if (readings++ % INDEXES_EVERY == 0) {
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT COUNT(*) FROM information_schema.INNODB_SYS_INDEXES")) {
                row.next();
                indexes = row.getFloat(1);
                ownQuestions++;
            }
        }
        return indexes;
    }

    private Map<String, Double> status() throws SQLException {
        Map<String, Double> values = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.put(rows.getString(1), number(rows.getString(2)));
            }
        }
        return values;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN; // NULL or a word: that variable is not measured
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // The connection is given up either way; whatever it still says helps nobody.
            } finally {
                connection = null;
            }
        }
    }
}
