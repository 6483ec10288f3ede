package dev.quintet.badge.game;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Context;

import dev.quintet.badge.background.Repeating;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.DatabaseUnavailableException;
import dev.quintet.badge.database.SchemaReady;
import dev.quintet.common.problem.ProblemException;

/** The games, read from the database every few seconds; an old list stays good while the database is away. */
@Singleton
public class GameCatalogue {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String ALL =
            "SELECT id, code, name, signing, max_score, max_score_per_second FROM games ORDER BY id LIMIT 1000";

    private final Database database;
    private final Repeating reading = new Repeating("games", this::refresh);
    private volatile Loaded loaded;

    public GameCatalogue(Database database) {
        this.database = database;
    }

    void start(@Observes SchemaReady ready) {
        reading.start(EVERY);
    }

    void stop(@Observes ShutdownEvent stopping) {
        reading.close();
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

    /**
     * Reads the games again, for one has changed; other processes do within ten seconds. One at a time: what was read
     * before a change must not be set after it.
     */
    public synchronized void refresh() {
        List<Game> games = database.read(session -> session.list(ALL, GameCatalogue::read));
        loaded = Loaded.of(games);
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
        if (loaded == null) {
            if (Context.isOnEventLoopThread()) {
                throw new DatabaseUnavailableException(null);
            }
            refresh();
        }
        return loaded;
    }

    private record Loaded(List<Game> games, Map<String, Game> byText) {
        static Loaded of(List<Game> games) {
            Map<String, Game> byText = new HashMap<>();
            for (Game game : games) {
                byText.put(Integer.toString(game.id()), game);
                byText.put(game.code().toLowerCase(Locale.ROOT), game);
                byText.put(game.name().toLowerCase(Locale.ROOT), game);
            }
            return new Loaded(List.copyOf(games), Map.copyOf(byText));
        }
    }
}
