package dev.quintet.badge.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.identity.BadgePair;
import dev.quintet.badge.identity.PersonChanged;
import dev.quintet.common.api.badge.ClaimRequest;
import dev.quintet.common.api.badge.UserView;

/** Claims in PostgreSQL: the unique pair decides a race. */
@Singleton
class PostgresClaims implements Claims {
    private static final String CLAIMED = "SELECT 1 FROM badges WHERE uuid = ? AND mac_address = ?";
    private static final String FORMER_HANDLE = "SELECT discord_handle FROM users WHERE discord_user_id = ?";
    private static final String PERSON =
            """
            INSERT INTO users (discord_user_id, discord_handle, first_name, last_name) VALUES (?, ?, ?, ?)
            ON CONFLICT (discord_user_id) DO UPDATE SET
                discord_handle = excluded.discord_handle,
                first_name = coalesce(excluded.first_name, users.first_name),
                last_name = coalesce(excluded.last_name, users.last_name)
            RETURNING id, discord_handle, discord_user_id, first_name, last_name
            """;
    private static final String BADGE =
            """
            INSERT INTO badges (uuid, mac_address, user_id) VALUES (?, ?, ?)
            ON CONFLICT (uuid, mac_address) DO NOTHING
            """;

    private final Database database;
    private final Event<PersonChanged> renamed;

    PostgresClaims(Database database, Event<PersonChanged> renamed) {
        this.database = database;
        this.renamed = renamed;
    }

    @Override
    public Optional<UserView> claim(BadgePair badge, ClaimRequest claim) {
        try {
            Claimed claimed = database.transact(session -> claim(session, badge, claim));
            if (claimed.isRenamed()) {
                renamed.fire(new PersonChanged(claimed.user().id()));
            }
            return Optional.of(claimed.user());
        } catch (LostRace lost) {
            return Optional.empty();
        }
    }

    private static Claimed claim(Session session, BadgePair badge, ClaimRequest claim) throws SQLException {
        if (session.first(CLAIMED, row -> true, badge.uuid(), badge.mac()).isPresent()) {
            throw new LostRace();
        }
        Optional<String> formerHandle =
                session.first(FORMER_HANDLE, row -> row.getString("discord_handle"), claim.discordUserId());
        UserView user = session.first(
                        PERSON,
                        row -> read(row, badge),
                        claim.discordUserId(),
                        claim.discordHandle(),
                        claim.firstName(),
                        claim.lastName())
                .orElseThrow();
        // Undoes the person's row as well: a lost race leaves nothing behind.
        if (session.update(BADGE, badge.uuid(), badge.mac(), user.id()) == 0) {
            throw new LostRace();
        }
        return new Claimed(user, formerHandle);
    }

    private static UserView read(ResultSet row, BadgePair badge) throws SQLException {
        return new UserView(
                row.getLong("id"),
                row.getString("discord_handle"),
                row.getString("discord_user_id"),
                row.getString("first_name"),
                row.getString("last_name"),
                badge.uuid(),
                badge.mac());
    }

    private record Claimed(UserView user, Optional<String> formerHandle) {
        boolean isRenamed() {
            return formerHandle.isPresent() && !formerHandle.get().equals(user.discordHandle());
        }
    }

    private static final class LostRace extends RuntimeException {
        LostRace() {
            super("somebody else claimed the badge first", null, false, false);
        }
    }
}
