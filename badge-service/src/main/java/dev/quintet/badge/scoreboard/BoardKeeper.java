package dev.quintet.badge.scoreboard;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.badge.background.Repeating;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.SchemaReady;
import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.game.Score;
import dev.quintet.badge.identity.PersonRenamed;

/** Builds a game's board from PostgreSQL whenever Redis has none that is known to be whole. */
@Singleton
public class BoardKeeper {
    private static final Logger LOG = Logger.getLogger(BoardKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    // Lua's unpack takes some 8,000 values at most, and a member makes two.
    private static final int BATCH = 1_000;
    private static final String ROWS =
            """
            SELECT s.id, s.score, s.duration_ms, u.discord_handle
            FROM scores s JOIN badges b ON b.id = s.badge_id JOIN users u ON u.id = b.user_id
            WHERE s.game_id = ? AND s.id > ? ORDER BY s.id LIMIT ?
            """;

    private final Database database;
    private final GameCatalogue games;
    private final RedisScoreBoard board;
    private final Repeating looking = new Repeating("boards", this::look);

    BoardKeeper(Database database, GameCatalogue games, RedisScoreBoard board) {
        this.database = database;
        this.games = games;
        this.board = board;
    }

    void start(@Observes SchemaReady ready) {
        looking.start(LOOK_EVERY);
    }

    @PreDestroy
    void stop() {
        looking.close();
    }

    /** Members hold names: a changed one makes boards wrong. */
    void renamed(@Observes PersonRenamed person) {
        games.all().forEach(board::distrust);
    }

    private void look() {
        String run = board.run();
        for (Game game : games.all()) {
            if (!board.isWhole(game, run)) {
                build(game, run);
            }
        }
    }

    private void build(Game game, String run) {
        // An old board is better than none while PostgreSQL is away: nothing is given up before it answers.
        List<RankedMember> rows = rows(game, 0);
        board.invalidate(game);
        String token = UUID.randomUUID().toString();
        if (!board.begin(game, token)) {
            return;
        }
        int total = 0;
        long last = 0;
        do {
            rows = rows(game, last);
            if (!board.add(game, token, rows)) {
                return;
            }
            total += rows.size();
            last = rows.isEmpty() ? last : rows.get(rows.size() - 1).id();
        } while (rows.size() == BATCH);
        if (board.finish(game, token, run)) {
            LOG.infof("board of %s built, %d scores", game.name(), total);
        }
    }

    private List<RankedMember> rows(Game game, long after) {
        return database.read(session -> session.list(
                ROWS,
                row -> new RankedMember(
                        row.getLong("id"),
                        new Score(row.getLong("score"), row.getLong("duration_ms")),
                        row.getString("discord_handle")),
                game.id(),
                after,
                BATCH));
    }
}
