package dev.quintet.anomaly.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.database.AnomalyDatabase;
import dev.quintet.common.api.anomaly.NamedMetric;

/** The history in PostgreSQL. Rows know their columns' names, which may change from one release to the next. */
@Singleton
class HistoryStore {
    private static final String INSERT =
            """
            INSERT INTO metric_history (seconds, node, at, columns_id, "values") VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String QUERY =
            """
            SELECT h.at, h.node, h."values"[array_position(c.names, ?)]
              FROM metric_history h JOIN metric_columns c ON c.id = h.columns_id
             WHERE h.seconds = ? AND h.at >= ? AND h.at < ? AND h.node = ANY (?)
             ORDER BY h.at, h.node LIMIT ?
            """;

    private final AnomalyDatabase database;
    private final MetricColumns columns;

    HistoryStore(AnomalyDatabase database, MetricColumns columns) {
        this.database = database;
        this.columns = columns;
    }

    void write(Collection<HistoryRow> rows) {
        database.transact(connection -> {
            int id = columns.id(connection);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (HistoryRow row : rows) {
                    insert.setInt(1, row.seconds());
                    insert.setString(2, row.node());
                    insert.setTimestamp(3, Timestamp.from(row.sample().time()));
                    insert.setInt(4, id);
                    MetricColumns.set(insert, 5, row.sample().values());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /** Forgets rows of a resolution from before a time; returns how many. */
    int forget(int seconds, Instant before) {
        return database.transact(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM metric_history WHERE seconds = ? AND at < ?")) {
                delete.setInt(1, seconds);
                delete.setTimestamp(2, Timestamp.from(before));
                return delete.executeUpdate();
            }
        });
    }

    /** One metric of some nodes at one resolution, ascending; null = a gap. */
    List<NamedMetric> read(String metric, List<String> nodes, int seconds, Instant from, Instant to, int most) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(QUERY)) {
                query.setString(1, metric);
                query.setInt(2, seconds);
                query.setTimestamp(3, Timestamp.from(from));
                query.setTimestamp(4, Timestamp.from(to));
                query.setArray(5, connection.createArrayOf("text", nodes.toArray()));
                query.setInt(6, most);
                List<NamedMetric> points = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        double value = row.getDouble(3);
                        boolean gap = row.wasNull() || Double.isNaN(value);
                        points.add(new NamedMetric(
                                row.getTimestamp(1).toInstant(), row.getString(2), metric, gap ? null : value));
                    }
                }
                return points;
            }
        });
    }
}
