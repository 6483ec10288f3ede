package dev.quintet.anomaly.experiment;

import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.anomaly.database.AnomalyDatabase;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.problem.ProblemException;

/** Experiments in PostgreSQL. Every call blocks, and answers 503 while that is away. */
@Singleton
public class ExperimentStore {
    private static final String INSERT =
            """
            INSERT INTO experiment (id, life, status, view)
            SELECT ?, ?, ?, ?::jsonb WHERE (SELECT count(*) FROM experiment) < ?
            """;

    private static final String PAGE =
            """
            SELECT view - 'runs' FROM experiment
             WHERE (?::text IS NULL OR id < ?) AND (?::text IS NULL OR status = ?)
             ORDER BY id DESC LIMIT ?
            """;

    private final AnomalyDatabase database;
    private final ObjectMapper json;
    /** Each life of the service has a mark of its own, so that it knows what others left. */
    private final String life = UUID.randomUUID().toString();

    ExperimentStore(AnomalyDatabase database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @throws ProblemException 409 if as many as allowed are kept already */
    void insert(ExperimentView view, int most) {
        int inserted = database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setString(1, view.id());
                insert.setString(2, life);
                insert.setString(3, view.status());
                insert.setString(4, text(view));
                insert.setInt(5, most);
                return insert.executeUpdate();
            }
        });
        if (inserted == 0) {
            throw ProblemException.of(
                    409, "too-many-experiments", most + " experiments are kept, the most allowed; delete some first");
        }
    }

    /** Keeps how it stands; from now on it is this life's. */
    void save(ExperimentView view) {
        database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE experiment SET life = ?, status = ?, view = ?::jsonb WHERE id = ?")) {
                update.setString(1, life);
                update.setString(2, view.status());
                update.setString(3, text(view));
                update.setString(4, view.id());
                return update.executeUpdate();
            }
        });
    }

    /** An experiment with all of its runs. */
    public Optional<ExperimentView> find(String id) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT view FROM experiment WHERE id = ?")) {
                query.setString(1, id);
                return views(query).stream().findFirst();
            }
        });
    }

    /**
     * Experiments without their runs, newest first.
     *
     * @param after those before this id only
     * @param status those with this status only
     */
    List<ExperimentView> page(Optional<String> after, Optional<String> status, int limit) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(PAGE)) {
                query.setString(1, after.orElse(null));
                query.setString(2, after.orElse(null));
                query.setString(3, status.orElse(null));
                query.setString(4, status.orElse(null));
                query.setInt(5, limit);
                return views(query);
            }
        });
    }

    /** What earlier lives of this service left running. */
    List<ExperimentView> left(int limit) {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT view FROM experiment WHERE status = ? AND life <> ? ORDER BY id LIMIT ?")) {
                query.setString(1, ExperimentView.RUNNING);
                query.setString(2, life);
                query.setInt(3, limit);
                return views(query);
            }
        });
    }

    /** Forgets an experiment and all that was recorded of it. */
    boolean delete(String id) {
        return database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM experiment WHERE id = ?")) {
                delete.setString(1, id);
                return delete.executeUpdate() > 0;
            }
        });
    }

    private List<ExperimentView> views(PreparedStatement query) throws java.sql.SQLException {
        List<ExperimentView> views = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                views.add(json.readValue(row.getString(1), ExperimentView.class));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an experiment is kept in a form that is not known", e);
        }
        return views;
    }

    private String text(ExperimentView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
