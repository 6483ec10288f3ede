package dev.quintet.badge.scoreboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import org.jboss.logging.Logger;

import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.ScoreBoard;
import dev.quintet.badge.game.StoredScore;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * The ranking of each game as a sorted set. It is read only when it is known to hold every score that PostgreSQL
 * holds: a marker says that it was built whole in this run of Redis, and a score that could not be added makes this
 * process distrust the board until {@link BoardKeeper} has built it anew.
 */
@Singleton
public class RedisScoreBoard implements ScoreBoard {
    private static final Logger LOG = Logger.getLogger(RedisScoreBoard.class);
    private static final Duration BUILDER_LEASE = Duration.ofSeconds(30);

    private final RedisConnector redis;
    private final RedisScript read;
    private final RedisScript begin;
    private final RedisScript batch;
    private final RedisScript finish;
    private final Set<Integer> distrusted = ConcurrentHashMap.newKeySet();

    RedisScoreBoard(RedisConnector redis) {
        this.redis = redis;
        this.read = RedisScript.load(redis, RedisScoreBoard.class, "board-read.lua");
        this.begin = RedisScript.load(redis, RedisScoreBoard.class, "board-begin.lua");
        this.batch = RedisScript.load(redis, RedisScoreBoard.class, "board-batch.lua");
        this.finish = RedisScript.load(redis, RedisScoreBoard.class, "board-finish.lua");
    }

    @Override
    public void rank(StoredScore score) {
        try {
            redis.call(
                    Command.ZADD, rows(score.game()), 0, RankedMember.of(score).encode());
        } catch (RedisUnavailableException away) {
            distrust(score.game());
            throw away;
        }
    }

    /** A part of the board, best or worst first; empty if the board is not known to be whole. */
    Optional<List<RankedMember>> read(Game game, int offset, int count, boolean bestFirst) {
        if (distrusted.contains(game.id())) {
            return Optional.empty();
        }
        try {
            Response rows = read.call(
                    List.of(rows(game), ready(game)), offset, offset + count - 1, bestFirst ? "best" : "worst");
            return Optional.ofNullable(rows).map(RedisScoreBoard::members);
        } catch (RedisUnavailableException away) {
            LOG.debugf("board of %s read without Redis: %s", game.name(), away.getMessage());
            return Optional.empty();
        }
    }

    private static List<RankedMember> members(Response rows) {
        List<RankedMember> members = new ArrayList<>(rows.size());
        rows.forEach(row -> members.add(RankedMember.decode(row.toString())));
        return members;
    }

    /** The board may lack scores or hold wrong ones: this process does not read it until it is built anew. */
    void distrust(Game game) {
        distrusted.add(game.id());
    }

    /** Whether the board was built whole in this run of Redis and nothing is known against it. */
    boolean isWhole(Game game, String run) {
        Response built = redis.call(Command.GET, ready(game));
        return built != null && built.toString().equals(run) && !distrusted.contains(game.id());
    }

    /** Which run of Redis this is: another one may have lost what the last one confirmed. */
    String run() {
        return redis.call(Command.INFO, "server")
                .toString()
                .lines()
                .filter(line -> line.startsWith("run_id:"))
                .map(line -> line.substring("run_id:".length()).strip())
                .collect(Collectors.joining());
    }

    /** Nobody reads the board from here on, and who builds it now stops. */
    void invalidate(Game game) {
        redis.call(Command.DEL, ready(game), builder(game));
        // Now, not after the build: a score that cannot be added during the build casts distrust again.
        distrusted.remove(game.id());
    }

    boolean begin(Game game, String token) {
        return begin.call(List.of(rows(game), ready(game), builder(game)), token, BUILDER_LEASE.toMillis())
                        .toInteger()
                == 1;
    }

    boolean add(Game game, String token, List<RankedMember> members) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(token);
        arguments.add(BUILDER_LEASE.toMillis());
        members.forEach(member -> arguments.add(member.encode()));
        return batch.call(List.of(rows(game), builder(game)), arguments.toArray())
                        .toInteger()
                == 1;
    }

    boolean finish(Game game, String token, String run) {
        return finish.call(List.of(ready(game), builder(game)), token, run).toInteger() == 1;
    }

    private static String rows(Game game) {
        return key(game, "rows");
    }

    private static String ready(Game game) {
        return key(game, "ready");
    }

    private static String builder(Game game) {
        return key(game, "builder");
    }

    private static String key(Game game, String part) {
        return "quintet:badges:{board:" + game.id() + "}:" + part;
    }
}
