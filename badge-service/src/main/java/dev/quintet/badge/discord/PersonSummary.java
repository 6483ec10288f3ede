package dev.quintet.badge.discord;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;

/** What a person has reached, in a few lines of text. */
@Singleton
class PersonSummary {
    private static final String PERSON =
            """
            SELECT u.id, u.discord_handle, (SELECT count(*) FROM badges b WHERE b.user_id = u.id) AS badges
            FROM users u WHERE u.discord_user_id = ?
            """;
    private static final String BEST =
            """
            SELECT g.name, max(s.score) AS best
            FROM badges b JOIN scores s ON s.badge_id = b.id AND s.state = 'kept' JOIN games g ON g.id = s.game_id
            WHERE b.user_id = ? GROUP BY g.id, g.name ORDER BY g.id LIMIT 100
            """;
    private static final String UNLOCKED =
            """
            SELECT a.name, a.points FROM user_achievements ua JOIN achievements a ON a.id = ua.achievement_id
            WHERE ua.user_id = ? ORDER BY ua.id LIMIT 100
            """;

    private final Database database;

    PersonSummary(Database database) {
        this.database = database;
    }

    String of(String discordUserId) {
        return database.read(session -> {
            Optional<Person> person = session.first(
                    PERSON,
                    row -> new Person(row.getLong("id"), row.getString("discord_handle"), row.getInt("badges")),
                    discordUserId);
            if (person.isEmpty()) {
                return "You have no badge yet: /verify-badge with the code that it shows.";
            }
            List<String> best = session.list(
                    BEST,
                    row -> row.getString("name") + ": " + row.getLong("best"),
                    person.get().id());
            List<String> unlocked = session.list(
                    UNLOCKED,
                    row -> row.getString("name") + " (" + row.getInt("points") + ")",
                    person.get().id());
            return "%s, badges: %d\nBest scores: %s\nUnlocked: %s"
                    .formatted(person.get().handle(), person.get().badges(), joined(best), joined(unlocked));
        });
    }

    private static String joined(List<String> parts) {
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private record Person(long id, String handle, int badges) {}
}
