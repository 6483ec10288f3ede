package dev.quintet.workload.report;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.workload.store.WorkloadDatabase;

/** Runs and their reports in PostgreSQL. Every call answers 503 while that is away. */
@Singleton
class HistoryStore {

    private static final int FETCH = 500;
    /** A report kept longer than an hour into the run is one of this many. */
    static final int THINNED = 10;

    private static final String UPSERT =
            """
            INSERT INTO run (id, type, target, status, created_at, view, latency)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, view = excluded.view, latency = excluded.latency
            """;

    /** A run's reports come with it; those of a run that retention removed meanwhile are left out. */
    private static final String INSERT_REPORT =
            """
            INSERT INTO run_report (run_id, second, report)
            SELECT id, ?, ?::jsonb FROM run WHERE id = ? ON CONFLICT DO NOTHING
            """;

    private static final String PAGE =
            """
            SELECT view FROM run
            WHERE (?::text IS NULL OR id < ?) AND (?::text IS NULL OR type = ?)
              AND (?::text IS NULL OR target = ?) AND (?::text IS NULL OR status = ?)
            ORDER BY id DESC LIMIT ?
            """;

    private static final String INTERRUPT =
            """
            UPDATE run SET status = 'interrupted', view = view || jsonb_build_object(
                'status', 'interrupted', 'message', 'The service ended during this run.')
            WHERE status IN ('starting', 'running', 'stopping') AND NOT (id = ANY (?))
            """;

    private final WorkloadDatabase database;
    private final ObjectMapper json;

    HistoryStore(WorkloadDatabase database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * A run as it is kept.
     *
     * @param view its state
     * @param latency its histogram as text, once it has ended
     */
    record Row(RunView view, Optional<String> latency) {}

    /** A report of a run. */
    record ReportRow(String run, RunReport report) {}

    /** Which runs to list; empty filters match all. */
    record Filter(Optional<String> after, Optional<String> type, Optional<String> target, Optional<String> status) {}

    void write(Collection<Row> rows, Collection<ReportRow> reports) {
        database.transact(connection -> {
            writeRuns(connection, rows);
            writeReports(connection, reports);
            return true;
        });
    }

    private void writeRuns(Connection connection, Collection<Row> rows) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Row row : rows) {
                RunView view = row.view();
                upsert.setString(1, view.id());
                upsert.setString(2, view.type());
                upsert.setString(3, view.target());
                upsert.setString(4, view.status());
                upsert.setTimestamp(5, Timestamp.from(view.createdAt()));
                upsert.setString(6, text(view));
                upsert.setString(7, row.latency().orElse(null));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private void writeReports(Connection connection, Collection<ReportRow> reports) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_REPORT)) {
            for (ReportRow row : reports) {
                insert.setLong(1, row.report().second());
                insert.setString(2, text(row.report()));
                insert.setString(3, row.run());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Newest first. */
    List<RunView> page(Filter filter, int limit) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(PAGE)) {
                int at = 1;
                for (Optional<String> value :
                        List.of(filter.after(), filter.type(), filter.target(), filter.status())) {
                    select.setString(at++, value.orElse(null));
                    select.setString(at++, value.orElse(null));
                }
                select.setInt(at, limit);
                List<RunView> views = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        views.add(read(row.getString(1), RunView.class));
                    }
                }
                return views;
            }
        });
    }

    Optional<Row> find(String id) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT view, latency FROM run WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Row(
                                    read(row.getString(1), RunView.class), Optional.ofNullable(row.getString(2))))
                            : Optional.empty();
                }
            }
        });
    }

    /** Gives a run's reports, oldest first, one at a time. */
    void eachReport(String id, Consumer<RunReport> taker) {
        database.transact(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT report FROM run_report WHERE run_id = ? ORDER BY second")) {
                select.setFetchSize(FETCH);
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        taker.accept(read(row.getString(1), RunReport.class));
                    }
                }
            }
            return true;
        });
    }

    /** Marks runs that nobody works on any more; returns how many. */
    int interruptAllBut(Collection<String> alive) {
        return database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement(INTERRUPT)) {
                update.setArray(1, connection.createArrayOf("text", alive.toArray()));
                return update.executeUpdate();
            }
        });
    }

    int deleteBefore(Instant time) {
        return database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM run WHERE created_at < ?")) {
                delete.setTimestamp(1, Timestamp.from(time));
                return delete.executeUpdate();
            }
        });
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
