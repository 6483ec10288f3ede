package dev.quintet.anomaly.fault.undo;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.database.AnomalyDatabase;

/** The undo log in PostgreSQL. Each life of the service has a mark of its own, so that it knows what others left. */
@Singleton
final class PostgresUndoLog implements UndoLog {
    private static final int MOST = 1_000;

    private final AnomalyDatabase database;
    private final String life = UUID.randomUUID().toString();

    PostgresUndoLog(AnomalyDatabase database) {
        this.database = database;
    }

    @Override
    public void write(UndoEntry entry) {
        database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO undo (fault_id, life, type, node, statements) VALUES (?, ?, ?, ?, ?)")) {
                Array statements =
                        connection.createArrayOf("text", entry.statements().toArray());
                insert.setString(1, entry.faultId());
                insert.setString(2, life);
                insert.setString(3, entry.type());
                insert.setString(4, entry.node());
                insert.setArray(5, statements);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public void done(String faultId) {
        database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM undo WHERE fault_id = ?")) {
                delete.setString(1, faultId);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public List<UndoEntry> left() {
        return database.transact(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT fault_id, type, node, statements FROM undo WHERE life <> ? ORDER BY written_at LIMIT ?")) {
                query.setString(1, life);
                query.setInt(2, MOST);
                List<UndoEntry> entries = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        String[] statements = (String[]) rows.getArray(4).getArray();
                        entries.add(new UndoEntry(
                                rows.getString(1), rows.getString(2), rows.getString(3), List.of(statements)));
                    }
                }
                return entries;
            }
        });
    }
}
