package dev.quintet.badge.identity;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;

/** Makes the cache forget the badges of a person who has changed. */
@Singleton
class ChangedBadges {
    private static final String BADGES = "SELECT uuid, mac_address FROM badges WHERE user_id = ? LIMIT 1000";

    private final Database database;
    private final BadgeCache cache;

    ChangedBadges(Database database, BadgeCache cache) {
        this.database = database;
        this.cache = cache;
    }

    void forget(@Observes PersonChanged person) {
        database.read(session -> session.list(
                        BADGES,
                        row -> new BadgePair(row.getString("uuid"), row.getString("mac_address")),
                        person.userId()))
                .forEach(cache::forget);
    }
}
