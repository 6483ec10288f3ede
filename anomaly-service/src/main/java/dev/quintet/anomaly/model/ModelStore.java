package dev.quintet.anomaly.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.database.AnomalyDatabase;

/** The versions of the model in PostgreSQL, of which at most one is active. The newest {@value #MOST} are kept. */
@Singleton
class ModelStore {
    private static final int MOST = 50;

    private static final String INSERT =
            """
            INSERT INTO model (created_at, examples, causes, held_back, named, before, active)
            VALUES (?, ?, ?, ?, ?, ?, FALSE) RETURNING id
            """;

    private static final String THIN = "DELETE FROM model WHERE NOT active AND id NOT IN"
            + " (SELECT id FROM model ORDER BY id DESC LIMIT " + MOST + ")";

    private final AnomalyDatabase database;

    ModelStore(AnomalyDatabase database) {
        this.database = database;
    }

    /** Keeps a new version, not active; returns its number. */
    long add(StoredModel model) {
        return database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT);
                    PreparedStatement thin = connection.prepareStatement(THIN)) {
                insert.setTimestamp(1, Timestamp.from(model.createdAt()));
                insert.setArray(
                        2, connection.createArrayOf("int8", model.examples().toArray()));
                insert.setArray(
                        3, connection.createArrayOf("text", model.causes().toArray()));
                insert.setInt(4, model.heldBack());
                insert.setObject(5, model.named());
                insert.setObject(6, model.before());
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    long id = row.getLong(1);
                    thin.executeUpdate();
                    return id;
                }
            }
        });
    }

    /** Newest first. */
    List<StoredModel> all() {
        return database.transact(connection -> read(connection, "SELECT * FROM model ORDER BY id DESC"));
    }

    Optional<StoredModel> active() {
        return database.transact(connection -> read(connection, "SELECT * FROM model WHERE active")).stream()
                .findFirst();
    }

    /**
     * Makes one version the active one.
     *
     * @param id 0 = none
     * @return false if there is no such version; then nothing changes
     */
    boolean activate(long id) {
        return database.transact(connection -> {
            try (PreparedStatement off = connection.prepareStatement("UPDATE model SET active = FALSE WHERE active AND"
                            + " (? = 0 OR EXISTS (SELECT 1 FROM model WHERE id = ?))");
                    PreparedStatement on = connection.prepareStatement("UPDATE model SET active = TRUE WHERE id = ?")) {
                off.setLong(1, id);
                off.setLong(2, id);
                off.executeUpdate();
                on.setLong(1, id);
                return on.executeUpdate() == 1 || id == 0;
            }
        });
    }

    private static List<StoredModel> read(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            List<StoredModel> models = new ArrayList<>();
            while (row.next()) {
                models.add(new StoredModel(
                        row.getLong("id"),
                        row.getTimestamp("created_at").toInstant(),
                        List.of((Long[]) row.getArray("examples").getArray()),
                        List.of((String[]) row.getArray("causes").getArray()),
                        row.getInt("held_back"),
                        row.getObject("named", Double.class),
                        row.getObject("before", Double.class),
                        row.getBoolean("active")));
            }
            return models;
        }
    }
}
