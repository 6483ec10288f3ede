package dev.quintet.workload.target;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.common.api.workload.TargetRequest;
import dev.quintet.workload.store.WorkloadDatabase;

/** Stored targets in PostgreSQL. Every call answers 503 while that is away. */
@Singleton
class TargetStore {

    private static final int LIMIT = 1000;

    private final WorkloadDatabase database;
    private final ObjectMapper json;

    TargetStore(WorkloadDatabase database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * A target as it is kept.
     *
     * @param name its name
     * @param nodes its servers
     * @param account its user
     * @param password encrypted
     * @param oneDatabase whether the nodes are doors to one database
     */
    record Row(String name, List<TargetRequest.Node> nodes, String account, String password, boolean oneDatabase) {}

    List<Row> all() {
        return database.transact(connection -> {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT name, nodes, account, password, one_database FROM target ORDER BY name LIMIT "
                                    + LIMIT);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getString(1),
                            nodes(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getBoolean(5)));
                }
            }
            return rows;
        });
    }

    private List<TargetRequest.Node> nodes(String text) throws SQLException {
        try {
            return json.readValue(text, new TypeReference<List<TargetRequest.Node>>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored target's nodes cannot be read", e);
        }
    }

    void put(Row row) {
        database.transact(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                    """
                    INSERT INTO target (name, nodes, account, password, one_database) VALUES (?, ?::jsonb, ?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET nodes = excluded.nodes, account = excluded.account,
                      password = excluded.password, one_database = excluded.one_database
                    """)) {
                upsert.setString(1, row.name());
                upsert.setString(2, json.writeValueAsString(row.nodes()));
                upsert.setString(3, row.account());
                upsert.setString(4, row.password());
                upsert.setBoolean(5, row.oneDatabase());
                return upsert.executeUpdate();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Whether there was one. */
    boolean delete(String name) {
        return database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM target WHERE name = ?")) {
                delete.setString(1, name);
                return delete.executeUpdate() > 0;
            }
        });
    }
}
