package dev.quintet.badge.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.badge.achievement.Achievements;
import dev.quintet.badge.audit.Audit;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.identity.PersonChanged;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.badge.scoreboard.Brackets;
import dev.quintet.badge.signing.BadgeKeys;
import dev.quintet.common.api.badge.StaffBadge;
import dev.quintet.common.api.badge.StaffPerson;
import dev.quintet.common.problem.ProblemException;

/** People and their badges, for staff. What changes something is audited. */
@Singleton
class StaffPeople {
    private static final String PEOPLE =
            """
            SELECT u.*, r.name AS bracket,
                   (SELECT count(*) FROM badges b WHERE b.user_id = u.id) AS badges,
                   (SELECT coalesce(sum(a.points), 0) FROM user_achievements ua
                    JOIN achievements a ON a.id = ua.achievement_id WHERE ua.user_id = u.id) AS points
            FROM (SELECT * FROM users %1$s ORDER BY %2$s LIMIT ? OFFSET ?) u
            LEFT JOIN brackets r ON r.id = u.bracket_id ORDER BY u.%2$s
            """;
    private static final String BY_NAME = "WHERE discord_user_id = ? OR lower(discord_handle) = lower(?)";
    private static final String BADGES =
            """
            SELECT b.*, u.discord_handle FROM (SELECT * FROM badges %1$s ORDER BY %2$s LIMIT ? OFFSET ?) b
            JOIN users u ON u.id = b.user_id ORDER BY b.%2$s
            """;
    private static final String SOME_BADGE = "SELECT id FROM badges WHERE user_id = ? ORDER BY id LIMIT 1";
    private static final String SET_BRACKET = "UPDATE users SET bracket_id = ? WHERE id = ?";

    private final Database database;
    private final Achievements achievements;
    private final Brackets brackets;
    private final BadgeKeys keys;
    private final Audit audit;
    private final Event<PersonChanged> changed;
    private final ObjectMapper json;

    StaffPeople(
            Database database,
            Achievements achievements,
            Brackets brackets,
            BadgeKeys keys,
            Audit audit,
            Event<PersonChanged> changed,
            ObjectMapper json) {
        this.database = database;
        this.achievements = achievements;
        this.brackets = brackets;
        this.keys = keys;
        this.audit = audit;
        this.changed = changed;
        this.json = json;
    }

    /** People; with a name only those of this Discord name or id. */
    List<StaffPerson> people(Optional<String> name, Page page) {
        String sql = PEOPLE.formatted(name.isPresent() ? BY_NAME : "", order(page));
        Object[] parameters = name.isPresent()
                ? new Object[] {name.get(), name.get(), page.size(), page.offset()}
                : new Object[] {page.size(), page.offset()};
        return database.read(session -> session.list(sql, StaffPeople::person, parameters));
    }

    /** Badges; with a person only that one's. */
    List<StaffBadge> badges(Optional<Long> userId, Page page) {
        String sql = BADGES.formatted(userId.isPresent() ? "WHERE user_id = ?" : "", order(page));
        Object[] parameters = userId.isPresent()
                ? new Object[] {userId.get(), page.size(), page.offset()}
                : new Object[] {page.size(), page.offset()};
        return database.read(session -> session.list(sql, this::badge, parameters));
    }

    /** False if the person had it already. */
    boolean award(String caller, long userId, int achievementId, String reason) {
        return database.transact(session -> {
            if (achievements.find(session, achievementId).isEmpty()) {
                throw ProblemException.of(404, "unknown-achievement", "There is no such achievement.");
            }
            long badge =
                    session.first(SOME_BADGE, row -> row.getLong("id"), userId).orElseThrow(StaffPeople::unknownPerson);
            boolean isNew = achievements.award(session, userId, badge, achievementId);
            if (isNew) {
                audit.write(session, caller, "achievement.award", "user " + userId, what(achievementId, reason));
            }
            return isNew;
        });
    }

    /** An achievement that the person lacks is 404. */
    void revoke(String caller, long userId, int achievementId, String reason) {
        database.run(session -> {
            if (!achievements.revoke(session, userId, achievementId)) {
                throw ProblemException.of(404, "not-unlocked", "This person has not unlocked this achievement.");
            }
            audit.write(session, caller, "achievement.revoke", "user " + userId, what(achievementId, reason));
        });
    }

    private static Map<String, Object> what(int achievementId, String reason) {
        return Map.of("achievement_id", achievementId, "reason", reason);
    }

    /** Puts the person in a bracket, or in none. */
    void setBracket(String caller, long userId, Optional<String> name) {
        Integer bracket = name.map(brackets::require).map(Brackets.Bracket::id).orElse(null);
        database.run(session -> {
            if (session.update(SET_BRACKET, bracket, userId) == 0) {
                throw unknownPerson();
            }
            audit.write(session, caller, "bracket.set", "user " + userId, Map.of("bracket", name.orElse("")));
            session.afterCommit(() -> changed.fire(new PersonChanged(userId)));
        });
    }

    /** A new key for the badge; the old one is worth nothing from now on. */
    byte[] newKey(String caller, long badgeId) {
        return database.transact(session -> {
            byte[] key = keys.replace(session, badgeId).orElseThrow(StaffPeople::unknownBadge);
            audit.write(session, caller, "key.replace", "badge " + badgeId, Map.of());
            return key;
        });
    }

    void revokeKey(String caller, long badgeId) {
        database.run(session -> {
            if (!keys.revoke(session, badgeId)) {
                throw unknownBadge();
            }
            audit.write(session, caller, "key.revoke", "badge " + badgeId, Map.of());
        });
    }

    private static ProblemException unknownPerson() {
        return ProblemException.of(404, "unknown-person", "There is no such person.");
    }

    private static ProblemException unknownBadge() {
        return ProblemException.of(404, "unknown-badge", "There is no such badge.");
    }

    private static String order(Page page) {
        return page.sort() == Sort.STALE || page.sort() == Sort.ASC ? "id" : "id DESC";
    }

    private static StaffPerson person(ResultSet row) throws SQLException {
        return new StaffPerson(
                row.getLong("id"),
                row.getString("discord_handle"),
                row.getString("discord_user_id"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("bracket"),
                row.getLong("badges"),
                row.getLong("points"),
                row.getTimestamp("created_at").toInstant());
    }

    private StaffBadge badge(ResultSet row) throws SQLException {
        return new StaffBadge(
                row.getLong("id"),
                row.getString("uuid"),
                row.getString("mac_address"),
                row.getString("discord_handle"),
                row.getBytes("sign_key") != null,
                row.getLong("sign_counter"),
                status(row.getString("status")),
                row.getTimestamp("created_at").toInstant());
    }

    private JsonNode status(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("PostgreSQL holds JSON that is none", impossible);
        }
    }
}
