package dev.quintet.anomaly.model;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.database.AnomalyDatabase;
import dev.quintet.anomaly.diagnosis.ExampleKeeper;
import dev.quintet.anomaly.diagnosis.LabelledEpisode;
import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Sample;

/**
 * Labelled anomalies in PostgreSQL, the newest {@value #MOST}. They know their columns' names; what the catalogue has
 * and they do not was not measured.
 */
@Singleton
class ExampleStore implements ExampleKeeper {
    private static final int MOST = 2_000;
    private static final int MOST_ROWS = 120;

    private static final String INSERT =
            """
            INSERT INTO example (origin, cause, node, since, metrics, calm, anomalous) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (origin) DO UPDATE SET cause = EXCLUDED.cause, metrics = EXCLUDED.metrics,
              calm = EXCLUDED.calm, anomalous = EXCLUDED.anomalous
            """;

    private static final String THIN =
            "DELETE FROM example WHERE id IN (SELECT id FROM example ORDER BY since DESC OFFSET " + MOST + ")";

    private static final String QUERY = "SELECT id, cause, node, since, metrics, calm, anomalous FROM example";

    private final AnomalyDatabase database;
    private final MetricCatalog catalog;

    ExampleStore(AnomalyDatabase database, MetricCatalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    @Override
    public void keep(LabelledEpisode episode) {
        keep("anomaly of " + episode.node() + " since " + episode.since(), episode);
    }

    /** @param origin one example each; another of the same takes its place */
    void keep(String origin, LabelledEpisode episode) {
        database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT);
                    PreparedStatement thin = connection.prepareStatement(THIN)) {
                insert.setString(1, origin);
                insert.setString(2, episode.cause());
                insert.setString(3, episode.node());
                insert.setTimestamp(4, Timestamp.from(episode.since()));
                Object[] names =
                        episode.catalog().metrics().stream().map(Metric::name).toArray();
                insert.setArray(5, connection.createArrayOf("text", names));
                List<Sample> calm = episode.calm();
                insert.setArray(6, values(connection, calm.subList(Math.max(0, calm.size() - MOST_ROWS), calm.size())));
                insert.setArray(
                        7,
                        values(
                                connection,
                                episode.anomalous().stream().limit(MOST_ROWS).toList()));
                insert.executeUpdate();
                return thin.executeUpdate();
            }
        });
    }

    private static Array values(Connection connection, List<Sample> samples) throws SQLException {
        List<Float> values = new ArrayList<>();
        for (Sample sample : samples) {
            for (float value : sample.values()) {
                values.add(value);
            }
        }
        return connection.createArrayOf("float4", values.toArray());
    }

    /** Those that are newest, at most so many of a cause, in the order of their numbers. */
    List<StoredExample> newest(int mostOfACause) {
        return read(
                QUERY
                        + " e WHERE (SELECT count(*) FROM example n WHERE n.cause = e.cause AND n.id > e.id) < ? ORDER"
                        + " BY id",
                query -> query.setInt(1, mostOfACause));
    }

    /** Those with these numbers that are still there. */
    List<StoredExample> all(List<Long> ids) {
        return read(
                QUERY + " WHERE id = ANY (?) ORDER BY id",
                query -> query.setArray(1, query.getConnection().createArrayOf("int8", ids.toArray())));
    }

    /** Sets a query's parameters. */
    @FunctionalInterface
    private interface Parameters {
        void on(PreparedStatement query) throws SQLException;
    }

    private List<StoredExample> read(String sql, Parameters parameters) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                parameters.on(query);
                List<StoredExample> examples = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        examples.add(example(row));
                    }
                }
                return examples;
            }
        });
    }

    private StoredExample example(ResultSet row) throws SQLException {
        Instant since = row.getTimestamp("since").toInstant();
        List<String> names = List.of((String[]) row.getArray("metrics").getArray());
        int[] places = catalog.metrics().stream()
                .mapToInt(metric -> names.indexOf(metric.name()))
                .toArray();
        return new StoredExample(
                row.getLong("id"),
                new LabelledEpisode(
                        row.getString("node"),
                        row.getString("cause"),
                        since,
                        catalog,
                        samples(since, (Float[]) row.getArray("calm").getArray(), names.size(), places),
                        samples(since, (Float[]) row.getArray("anomalous").getArray(), names.size(), places)));
    }

    /** Their times are not kept: nothing that learns looks at them. */
    private static List<Sample> samples(Instant since, Float[] values, int width, int[] places) {
        List<Sample> samples = new ArrayList<>();
        for (int from = 0; from + width <= values.length; from += width) {
            Float[] row = Arrays.copyOfRange(values, from, from + width);
            float[] picked = new float[places.length];
            for (int i = 0; i < places.length; i++) {
                picked[i] = places[i] < 0 || row[places[i]] == null ? Float.NaN : row[places[i]];
            }
            samples.add(new Sample(since, picked));
        }
        return samples;
    }
}
