package dev.quintet.badge.game;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.DatabaseUnavailableException;
import dev.quintet.common.problem.ProblemException;

/** The games, read from the database now and then; an old list stays good while the database is away. */
@Singleton
public class GameCatalogue {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final String ALL = "SELECT id, code, name FROM games ORDER BY id LIMIT 1000";

    private final Database database;
    private final Clock clock;
    private volatile Loaded loaded;

    public GameCatalogue(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** All games, by number. */
    public List<Game> all() {
        return loaded().games();
    }

    /** The game of this name, code or number, upper or lower case. */
    public Optional<Game> find(String text) {
        return Optional.ofNullable(loaded().byText().get(text.strip().toLowerCase(Locale.ROOT)));
    }

    /** As {@link #find}; an unknown game is 404. */
    public Game require(String text) {
        return find(text).orElseThrow(() -> ProblemException.of(404, "unknown-game", "There is no such game."));
    }

    private Loaded loaded() {
        Loaded before = loaded;
        if (before != null && clock.instant().isBefore(before.until())) {
            return before;
        }
        try {
            List<Game> games = database.read(session ->
                    session.list(ALL, row -> new Game(row.getInt("id"), row.getString("code"), row.getString("name"))));
            loaded = Loaded.of(games, clock.instant().plus(FRESH));
        } catch (DatabaseUnavailableException away) {
            if (before == null) {
                throw away;
            }
            loaded = new Loaded(before.games(), before.byText(), clock.instant().plusSeconds(5));
        }
        return loaded;
    }

    private record Loaded(List<Game> games, Map<String, Game> byText, Instant until) {
        static Loaded of(List<Game> games, Instant until) {
            Map<String, Game> byText = new HashMap<>();
            for (Game game : games) {
                byText.put(Integer.toString(game.id()), game);
                byText.put(game.code().toLowerCase(Locale.ROOT), game);
                byText.put(game.name().toLowerCase(Locale.ROOT), game);
            }
            return new Loaded(List.copyOf(games), Map.copyOf(byText), until);
        }
    }
}
