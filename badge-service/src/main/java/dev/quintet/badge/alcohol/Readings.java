package dev.quintet.badge.alcohol;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.paging.Page;
import dev.quintet.common.api.badge.ReadingRow;

/** Readings of the badges' alcohol sensors. */
@Singleton
public class Readings {
    private static final String KEEP = "INSERT INTO alcohol_readings (badge_id, reading) VALUES (?, ?) RETURNING id";
    private static final String ROWS =
            """
            SELECT u.discord_handle, r.reading
            FROM (SELECT * FROM alcohol_readings r WHERE %s ORDER BY %s LIMIT ? OFFSET ?) r
            JOIN badges b ON b.id = r.badge_id
            JOIN users u ON u.id = b.user_id
            ORDER BY %s
            """;

    private final Database database;

    Readings(Database database) {
        this.database = database;
    }

    /** Keeps a reading and returns its record. */
    public long keep(long badgeId, BigDecimal reading) {
        return database.transact(session -> session.first(KEEP, row -> row.getLong("id"), badgeId, reading))
                .orElseThrow();
    }

    /** Everybody's readings. */
    public List<ReadingRow> all(Page page) {
        return list("true", page, page.size(), page.offset());
    }

    /** A badge's readings. */
    public List<ReadingRow> ofBadge(long badgeId, Page page) {
        return list("r.badge_id = ?", page, badgeId, page.size(), page.offset());
    }

    private List<ReadingRow> list(String where, Page page, Object... parameters) {
        String order =
                switch (page.sort().ofNumbers()) {
                    case WORST -> "r.reading, r.id DESC";
                    case RECENT -> "r.id DESC";
                    case STALE -> "r.id";
                    default -> "r.reading DESC, r.id";
                };
        String sql = ROWS.formatted(where, order, order);
        return database.read(session -> session.list(sql, Readings::read, parameters));
    }

    private static ReadingRow read(ResultSet row) throws SQLException {
        BigDecimal reading = row.getBigDecimal("reading").stripTrailingZeros();
        return new ReadingRow(row.getString("discord_handle"), reading.scale() < 0 ? reading.setScale(0) : reading);
    }
}
