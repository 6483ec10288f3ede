package dev.quintet.badge.scoreboard;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import org.jboss.logging.Logger;

import dev.quintet.badge.background.Repeating;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.SchemaReady;
import dev.quintet.badge.game.Score;
import dev.quintet.badge.identity.PersonChanged;

/** Builds a board from PostgreSQL whenever Redis has none that is known to be whole. */
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
            WHERE s.game_id = ? AND s.state = 'kept' AND s.id > ?
              AND (? = 0 OR u.bracket_id = ?) AND (? = 0 OR s.created_at < to_timestamp(? / 1000.0))
            ORDER BY s.id LIMIT ?
            """;

    private final Database database;
    private final Boards boards;
    private final Brackets brackets;
    private final Freeze freeze;
    private final RedisScoreBoard board;
    private final Repeating looking = new Repeating("boards", this::look);

    BoardKeeper(Database database, Boards boards, Brackets brackets, Freeze freeze, RedisScoreBoard board) {
        this.database = database;
        this.boards = boards;
        this.brackets = brackets;
        this.freeze = freeze;
        this.board = board;
    }

    void start(@Observes SchemaReady ready) {
        looking.start(LOOK_EVERY);
    }

    void stop(@Observes ShutdownEvent stopping) {
        looking.close();
    }

    /** Members hold names, and boards those of a bracket: a changed person makes boards wrong. */
    void changed(@Observes PersonChanged person) {
        boards.all().forEach(board::distrust);
    }

    private void look() {
        freeze.refresh();
        brackets.refresh();
        List<Board> all = boards.all();
        board.keepOnly(all);
        String run = board.run();
        for (Board one : all) {
            if (!board.isWhole(one, run)) {
                build(one, run);
            }
        }
    }

    private void build(Board built, String run) {
        // An old board is better than none while PostgreSQL is away: nothing is given up before it answers.
        List<RankedMember> rows = rows(built, 0);
        board.invalidate(built);
        String token = UUID.randomUUID().toString();
        if (!board.begin(built, token)) {
            return;
        }
        int total = 0;
        long last = 0;
        do {
            rows = rows(built, last);
            if (!board.add(built, token, rows)) {
                return;
            }
            total += rows.size();
            last = rows.isEmpty() ? last : rows.get(rows.size() - 1).id();
        } while (rows.size() == BATCH);
        if (board.finish(built, token, run) && total > 0) {
            LOG.infof("%s built, %d scores", built, total);
        }
    }

    private List<RankedMember> rows(Board built, long after) {
        return database.read(session -> session.list(
                ROWS,
                row -> new RankedMember(
                        row.getLong("id"),
                        new Score(row.getLong("score"), row.getLong("duration_ms")),
                        row.getString("discord_handle")),
                built.game(),
                after,
                built.bracket(),
                built.bracket(),
                built.before(),
                built.before(),
                BATCH));
    }
}
