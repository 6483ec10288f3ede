package dev.quintet.anomaly.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;

/** Samples as rows of PostgreSQL: an array of values, and which metrics they are, which may change between releases. */
@Singleton
public class MetricColumns {
    private static final String COLUMNS =
            """
            INSERT INTO metric_columns (names) VALUES (?)
            ON CONFLICT (names) DO UPDATE SET names = EXCLUDED.names RETURNING id
            """;

    private final MetricCatalog catalog;

    MetricColumns(MetricCatalog catalog) {
        this.catalog = catalog;
    }

    /** The id of the metrics of today. */
    public int id(Connection connection) throws SQLException {
        Object[] names = catalog.metrics().stream().map(Metric::name).toArray();
        try (PreparedStatement upsert = connection.prepareStatement(COLUMNS)) {
            upsert.setArray(1, connection.createArrayOf("text", names));
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** A sample's values as a statement's parameter. */
    public static void set(PreparedStatement statement, int index, float[] values) throws SQLException {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        statement.setArray(index, statement.getConnection().createArrayOf("float4", boxed));
    }
}
