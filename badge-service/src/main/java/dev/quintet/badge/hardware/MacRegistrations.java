package dev.quintet.badge.hardware;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;

/** Chips and their MAC addresses, each pair once. */
@Singleton
public class MacRegistrations {
    // The update changes nothing; it makes the row that is there answer its id.
    private static final String KEEP =
            """
            INSERT INTO mac_registrations (mac_address, chip_id) VALUES (?, ?)
            ON CONFLICT (mac_address, chip_id) DO UPDATE SET chip_id = excluded.chip_id RETURNING id
            """;

    private final Database database;

    MacRegistrations(Database database) {
        this.database = database;
    }

    /** The record of the pair, made if it is new. */
    public long keep(String macAddress, String chipId) {
        return database.transact(session -> session.first(KEEP, row -> row.getLong("id"), macAddress, chipId))
                .orElseThrow();
    }
}
