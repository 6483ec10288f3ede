package dev.quintet.anomaly.metric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.common.api.anomaly.TenantMetrics;

/** Asks the nodes, when asked, what their schemas hold and who uses them. A node that does not answer is left out. */
@Singleton
final class TenantSessions {
    private static final Logger LOG = Logger.getLogger(TenantSessions.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_TENANTS = 200;
    private static final String QUERY =
            """
            SELECT s.SCHEMA_NAME,
                   (SELECT SUM(t.FILE_SIZE) / 1048576 FROM information_schema.INNODB_SYS_TABLESPACES t
                     WHERE t.NAME LIKE CONCAT(s.SCHEMA_NAME, '/%')),
                   (SELECT COUNT(*) FROM information_schema.PROCESSLIST p WHERE p.DB = s.SCHEMA_NAME),
                   (SELECT COUNT(*) FROM information_schema.PROCESSLIST p
                     WHERE p.DB = s.SCHEMA_NAME AND p.COMMAND <> 'Sleep')
              FROM information_schema.SCHEMATA s
             WHERE s.SCHEMA_NAME NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
               AND (? IS NULL OR s.SCHEMA_NAME = ?)
             ORDER BY s.SCHEMA_NAME LIMIT ?
            """;

    private final Nodes nodes;
    private final NodeConnections connections;
    private final Clock clock;

    TenantSessions(Nodes nodes, NodeConnections connections, Clock clock) {
        this.nodes = nodes;
        this.connections = connections;
        this.clock = clock;
    }

    /** @param tenant a schema's name; null = all */
    List<TenantMetrics> read(String tenant) {
        List<TenantMetrics> found = new ArrayList<>();
        for (LocalNode node : nodes.local()) {
            try {
                found.addAll(read(node, tenant));
            } catch (SQLException e) {
                LOG.warnf("tenants of %s: %s", node.name(), e.getMessage());
            }
        }
        return found;
    }

    private List<TenantMetrics> read(LocalNode node, String tenant) throws SQLException {
        List<TenantMetrics> found = new ArrayList<>();
        try (Connection connection = connections.open(node, TIMEOUT);
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, tenant);
            query.setString(2, tenant);
            query.setInt(3, MOST_TENANTS);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    double disk = rows.getDouble(2);
                    found.add(new TenantMetrics(
                            clock.instant(),
                            rows.getString(1),
                            node.name(),
                            null,
                            null,
                            rows.wasNull() ? 0 : disk,
                            null,
                            rows.getDouble(3),
                            rows.getDouble(4)));
                }
            }
        }
        return found;
    }
}
