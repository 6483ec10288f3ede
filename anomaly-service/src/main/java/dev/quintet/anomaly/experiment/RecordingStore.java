package dev.quintet.anomaly.experiment;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.anomaly.database.AnomalyDatabase;
import dev.quintet.anomaly.experiment.Recording.Diagnosed;
import dev.quintet.anomaly.experiment.Recording.Rank;
import dev.quintet.anomaly.history.MetricColumns;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.common.api.anomaly.Diagnosis;

/** What was recorded of runs, in PostgreSQL. Every call blocks, and answers 503 while that is away. */
@Singleton
public class RecordingStore {
    private static final int FETCH = 500;

    private static final String INSERT_SAMPLE =
            """
            INSERT INTO experiment_sample (experiment_id, run, node, at, columns_id, "values", rank)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String INSERT_DIAGNOSIS =
            """
            INSERT INTO experiment_diagnosis (experiment_id, run, at, diagnoses)
            VALUES (?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING
            """;

    private static final String SAVE_LOAD =
            """
            INSERT INTO experiment_load (experiment_id, run, seconds) VALUES (?, ?, ?::jsonb)
            ON CONFLICT (experiment_id, run) DO UPDATE SET seconds = EXCLUDED.seconds
            """;

    private static final String SAMPLES =
            """
            SELECT s.at, s."values", c.names, s.rank
              FROM experiment_sample s JOIN metric_columns c ON c.id = s.columns_id
             WHERE s.experiment_id = ? AND s.run = ? AND s.node = ? ORDER BY s.at
            """;

    private static final String RANKS =
            """
            SELECT node, at, rank FROM experiment_sample
             WHERE experiment_id = ? AND run = ? AND rank IS NOT NULL ORDER BY node, at
            """;

    private static final String NODES =
            "SELECT DISTINCT node FROM experiment_sample WHERE experiment_id = ? AND run = ? ORDER BY node";

    private static final String LATEST = "SELECT max(at) FROM experiment_sample WHERE experiment_id = ? AND run = ?";

    private static final String DIAGNOSES =
            "SELECT at, diagnoses FROM experiment_diagnosis WHERE experiment_id = ? AND run = ? ORDER BY at";

    private final AnomalyDatabase database;
    private final MetricColumns columns;
    private final ObjectMapper json;

    RecordingStore(AnomalyDatabase database, MetricColumns columns, ObjectMapper json) {
        this.database = database;
        this.columns = columns;
        this.json = json;
    }

    /**
     * A node's sample.
     *
     * @param rank empty while too little is known of the node's normal
     */
    record SampleRow(String node, Sample sample, Optional<Double> rank) {}

    /**
     * A node's sample, read.
     *
     * @param names the metrics, in the order of the sample's values
     */
    public record NamedSample(List<String> names, Sample sample) {
        public NamedSample {
            names = List.copyOf(names);
        }
    }

    void write(String experiment, int run, Collection<SampleRow> samples, Collection<Diagnosed> diagnoses) {
        database.transact(connection -> {
            writeSamples(connection, experiment, run, samples);
            writeDiagnoses(connection, experiment, run, diagnoses);
            return true;
        });
    }

    private void writeSamples(Connection connection, String experiment, int run, Collection<SampleRow> rows)
            throws SQLException {
        int id = columns.id(connection);
        try (PreparedStatement insert = connection.prepareStatement(INSERT_SAMPLE)) {
            for (SampleRow row : rows) {
                insert.setString(1, experiment);
                insert.setInt(2, run);
                insert.setString(3, row.node());
                insert.setTimestamp(4, Timestamp.from(row.sample().time()));
                insert.setInt(5, id);
                MetricColumns.set(insert, 6, row.sample().values());
                insert.setObject(7, row.rank().map(Double::floatValue).orElse(null), java.sql.Types.REAL);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void writeDiagnoses(Connection connection, String experiment, int run, Collection<Diagnosed> diagnoses)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_DIAGNOSIS)) {
            for (Diagnosed diagnosed : diagnoses) {
                insert.setString(1, experiment);
                insert.setInt(2, run);
                insert.setTimestamp(3, Timestamp.from(diagnosed.time()));
                insert.setString(4, text(diagnosed.diagnoses()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void saveLoad(String experiment, int run, List<LoadSecond> seconds) {
        database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(SAVE_LOAD)) {
                insert.setString(1, experiment);
                insert.setInt(2, run);
                insert.setString(3, text(seconds));
                return insert.executeUpdate();
            }
        });
    }

    /** Gives a node's samples of a run, oldest first, one at a time. */
    public void eachSample(String experiment, int run, String node, Consumer<NamedSample> taker) {
        database.transact(connection -> {
            try (PreparedStatement query = of(connection, SAMPLES, experiment, run)) {
                query.setString(3, node);
                query.setFetchSize(FETCH);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        taker.accept(named(row));
                    }
                }
            }
            return true;
        });
    }

    private static NamedSample named(ResultSet row) throws SQLException {
        Float[] boxed = (Float[]) row.getArray(2).getArray();
        float[] values = new float[boxed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed[i];
        }
        String[] names = (String[]) row.getArray(3).getArray();
        return new NamedSample(List.of(names), new Sample(row.getTimestamp(1).toInstant(), values));
    }

    /** The nodes of which a run has samples, in order. */
    List<String> nodes(String experiment, int run) {
        return database.transact(connection -> {
            List<String> nodes = new ArrayList<>();
            try (PreparedStatement query = of(connection, NODES, experiment, run);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    nodes.add(row.getString(1));
                }
            }
            return nodes;
        });
    }

    /** The time of a run's latest sample. */
    Optional<Instant> latest(String experiment, int run) {
        return database.transact(connection -> {
            try (PreparedStatement query = of(connection, LATEST, experiment, run);
                    ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
            }
        });
    }

    /** The ranks of each node that has some, ascending. */
    Map<String, List<Rank>> ranks(String experiment, int run) {
        return database.transact(connection -> {
            Map<String, List<Rank>> ranks = new TreeMap<>();
            try (PreparedStatement query = of(connection, RANKS, experiment, run);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ranks.computeIfAbsent(row.getString(1), node -> new ArrayList<>())
                            .add(new Rank(row.getTimestamp(2).toInstant(), row.getDouble(3)));
                }
            }
            return new LinkedHashMap<>(ranks);
        });
    }

    /** What the diagnosis said, ascending. */
    List<Diagnosed> diagnoses(String experiment, int run) {
        return database.transact(connection -> {
            List<Diagnosed> said = new ArrayList<>();
            try (PreparedStatement query = of(connection, DIAGNOSES, experiment, run);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    List<Diagnosis> diagnoses = read(row.getString(2), new TypeReference<>() {});
                    said.add(new Diagnosed(row.getTimestamp(1).toInstant(), diagnoses));
                }
            }
            return said;
        });
    }

    /** A run's load; empty if it had none, or if it was interrupted. */
    List<LoadSecond> load(String experiment, int run) {
        return database.transact(connection -> {
            try (PreparedStatement query = of(
                            connection,
                            "SELECT seconds FROM experiment_load WHERE experiment_id = ? AND run = ?",
                            experiment,
                            run);
                    ResultSet row = query.executeQuery()) {
                return row.next() ? read(row.getString(1), new TypeReference<List<LoadSecond>>() {}) : List.of();
            }
        });
    }

    private static PreparedStatement of(Connection connection, String sql, String experiment, int run)
            throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setString(1, experiment);
        query.setInt(2, run);
        return query;
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a run is kept in a form that is not known", e);
        }
    }
}
