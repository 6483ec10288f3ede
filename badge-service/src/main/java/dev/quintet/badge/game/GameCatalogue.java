package dev.quintet.badge.game;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.DatabaseUnavailableException;
import dev.quintet.common.problem.ProblemException;

/** The games, read from the database now and then; an old list stays good while the database is away. */
@Singleton
public class GameCatalogue {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final String ALL =
            "SELECT id, code, name, signing, max_score, max_score_per_second FROM games ORDER BY id LIMIT 1000";

    private final Database database;
    private final Clock clock;
    private final AtomicBoolean refreshing = new AtomicBoolean();
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

    /** Reads the games again, for one has changed; other processes do within a minute. */
    public void refresh() {
        List<Game> games = database.read(session -> session.list(ALL, GameCatalogue::read));
        loaded = Loaded.of(games, clock.instant().plus(FRESH));
    }

    private static Game read(ResultSet row) throws SQLException {
        return new Game(
                row.getInt("id"),
                row.getString("code"),
                row.getString("name"),
                new GameRules(
                        row.getString("signing").equals("required"),
                        Optional.ofNullable(row.getObject("max_score", Long.class)),
                        Optional.ofNullable(row.getObject("max_score_per_second", Long.class))));
    }

    private Loaded loaded() {
        Loaded before = loaded;
        if (before != null) {
            if (clock.instant().isBefore(before.until()) || !refreshing.compareAndSet(false, true)) {
                // Who asks may hold a connection already: at most one takes a second.
                return before;
            }
        }
        try {
            refresh();
        } catch (DatabaseUnavailableException away) {
            if (before == null) {
                throw away;
            }
            loaded = new Loaded(before.games(), before.byText(), clock.instant().plusSeconds(5));
        } finally {
            refreshing.set(false);
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
