package dev.quintet.badge.identity;

import java.util.Objects;
import java.util.Optional;

import dev.quintet.badge.database.Database;

/** The truth about claimed badges. */
final class PostgresBadges {
    private static final String FIND =
            """
            SELECT b.id, b.user_id, u.discord_handle
            FROM badges b JOIN users u ON u.id = b.user_id
            WHERE b.uuid = ? AND b.mac_address = ?
            """;

    private final Database database;

    PostgresBadges(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    Optional<Badge> find(BadgePair pair) {
        return database.read(session -> session.first(
                FIND,
                row -> new Badge(row.getLong("id"), row.getLong("user_id"), pair, row.getString("discord_handle")),
                pair.uuid(),
                pair.mac()));
    }
}
