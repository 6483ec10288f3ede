package dev.quintet.badge.staff;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;

/**
 * Whole tables as CSV (RFC 4180, UTF-8), written in pieces: however long a table is, no piece holds a connection long.
 * A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
@Singleton
class CsvExport {
    private static final int PIECE = 5_000;
    private static final String FORMULA = "=+-@\t\r";

    private final Database database;

    CsvExport(Database database) {
        this.database = database;
    }

    /** What can be exported; each query takes the last id seen and the length of a piece. */
    enum Table {
        USERS(
                """
                SELECT u.id, u.discord_user_id, u.discord_handle, u.first_name, u.last_name, r.name AS bracket,
                       u.created_at
                FROM users u LEFT JOIN brackets r ON r.id = u.bracket_id WHERE u.id > ? ORDER BY u.id LIMIT ?
                """,
                "id,discord_user_id,discord_handle,first_name,last_name,bracket,created_at"),
        SCORES(
                """
                SELECT s.id, u.discord_handle, b.uuid, g.name AS game_name, s.score, s.duration_ms / 1000.0 AS duration,
                       s.state, s.created_at
                FROM scores s JOIN games g ON g.id = s.game_id JOIN badges b ON b.id = s.badge_id
                JOIN users u ON u.id = b.user_id WHERE s.id > ? ORDER BY s.id LIMIT ?
                """,
                "id,discord_handle,uuid,game_name,score,duration,state,created_at"),
        ACHIEVEMENTS(
                """
                SELECT ua.id, u.discord_handle, a.name, a.points, ua.created_at
                FROM user_achievements ua JOIN achievements a ON a.id = ua.achievement_id
                JOIN users u ON u.id = ua.user_id WHERE ua.id > ? ORDER BY ua.id LIMIT ?
                """,
                "id,discord_handle,name,points,created_at");

        private final String sql;
        private final String columns;

        Table(String sql, String columns) {
            this.sql = sql;
            this.columns = columns;
        }

        static Optional<Table> find(String name) {
            for (Table table : values()) {
                if (table.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(table);
                }
            }
            return Optional.empty();
        }
    }

    /** Writes the table; what comes meanwhile may be in it or not. */
    void write(Table table, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(table.columns + "\r\n");
        long last = 0;
        List<Line> lines;
        do {
            long after = last;
            lines = database.read(session -> session.list(table.sql, row -> line(table, row), after, PIECE));
            for (Line line : lines) {
                writer.write(line.text());
                last = line.id();
            }
        } while (lines.size() == PIECE);
        writer.flush();
    }

    private static Line line(Table table, ResultSet row) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (String column : table.columns.split(",", -1)) {
            cells.add(
                    column.equals("created_at")
                            ? row.getTimestamp(column).toInstant().toString()
                            : row.getString(column));
        }
        return new Line(
                row.getLong("id"), cells.stream().map(CsvExport::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    static String cell(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String safe = FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private record Line(long id, String text) {}
}
