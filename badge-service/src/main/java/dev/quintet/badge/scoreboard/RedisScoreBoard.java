package dev.quintet.badge.scoreboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import org.jboss.logging.Logger;

import dev.quintet.badge.game.ScoreBoard;
import dev.quintet.badge.game.StoredScore;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Each board as a sorted set. It is read only when it is known to hold every score that PostgreSQL holds: a marker says
 * that it was built whole in this run of Redis, and a score that could not be added makes this process distrust the
 * board until {@link BoardKeeper} has built it anew.
 */
@Singleton
public class RedisScoreBoard implements ScoreBoard {
    private static final Logger LOG = Logger.getLogger(RedisScoreBoard.class);
    private static final Duration BUILDER_LEASE = Duration.ofSeconds(30);
    // A frozen board is not looked after once the freeze has ended; it goes by itself.
    private static final Duration FROZEN_KEPT = Duration.ofDays(7);

    private final RedisConnector redis;
    private final Boards boards;
    private final BoardNews news;
    private final RedisScript rank;
    private final RedisScript remove;
    private final RedisScript read;
    private final RedisScript begin;
    private final RedisScript batch;
    private final RedisScript finish;
    private final Set<Board> distrusted = ConcurrentHashMap.newKeySet();

    RedisScoreBoard(RedisConnector redis, Boards boards, BoardNews news) {
        this.redis = redis;
        this.boards = boards;
        this.news = news;
        this.rank = RedisScript.load(redis, RedisScoreBoard.class, "board-rank.lua");
        this.remove = RedisScript.load(redis, RedisScoreBoard.class, "board-remove.lua");
        this.read = RedisScript.load(redis, RedisScoreBoard.class, "board-read.lua");
        this.begin = RedisScript.load(redis, RedisScoreBoard.class, "board-begin.lua");
        this.batch = RedisScript.load(redis, RedisScoreBoard.class, "board-batch.lua");
        this.finish = RedisScript.load(redis, RedisScoreBoard.class, "board-finish.lua");
    }

    @Override
    public void rank(List<StoredScore> scores) {
        if (scores.isEmpty()) {
            return;
        }
        List<String> keys = new ArrayList<>(List.of(BoardNews.FEED));
        Map<Board, Integer> places = new LinkedHashMap<>();
        List<Object> arguments = new ArrayList<>(List.of(BoardNews.KEPT));
        for (StoredScore score : scores) {
            List<Board> on = boards.of(score);
            arguments.add(RankedMember.of(score).encode());
            arguments.add(news.of(score));
            arguments.add(on.size());
            for (Board board : on) {
                arguments.add(places.computeIfAbsent(board, added -> {
                    keys.add(added.rows());
                    return keys.size();
                }));
            }
        }
        change(places.keySet(), rank, keys, arguments);
    }

    @Override
    public void remove(StoredScore score) {
        List<Board> on = boards.of(score);
        List<String> keys = new ArrayList<>(List.of(BoardNews.FEED));
        on.forEach(board -> keys.add(board.rows()));
        on.forEach(board -> keys.add(board.builder()));
        change(on, remove, keys, List.of(RankedMember.of(score).encode(), news.of(score), BoardNews.KEPT));
    }

    private void change(Collection<Board> changed, RedisScript script, List<String> keys, List<Object> arguments) {
        try {
            script.call(keys, arguments.toArray());
        } catch (RedisUnavailableException away) {
            changed.forEach(this::distrust);
            throw away;
        }
    }

    /** A part of the board, best or worst first; empty if the board is not known to be whole. */
    Uni<Optional<List<RankedMember>>> read(Board board, int offset, int count, boolean bestFirst) {
        if (distrusted.contains(board)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return read.run(List.of(board.rows(), board.ready()), offset, offset + count - 1, bestFirst ? "best" : "worst")
                .map(rows -> Optional.ofNullable(rows).map(RedisScoreBoard::members))
                .onFailure(RedisUnavailableException.class)
                .recoverWithItem(away -> {
                    LOG.debugf("%s read without Redis: %s", board, away.getMessage());
                    return Optional.empty();
                });
    }

    private static List<RankedMember> members(Response rows) {
        List<RankedMember> members = new ArrayList<>(rows.size());
        rows.forEach(row -> members.add(RankedMember.decode(row.toString())));
        return members;
    }

    /** The board may lack scores or hold wrong ones: this process does not read it until it is built anew. */
    void distrust(Board board) {
        distrusted.add(board);
    }

    /** Forgets distrust of boards that there are no more. */
    void keepOnly(List<Board> current) {
        distrusted.retainAll(current);
    }

    /** Whether the board was built whole in this run of Redis and nothing is known against it. */
    boolean isWhole(Board board, String run) {
        Response built = redis.call(Command.GET, board.ready());
        return built != null && built.toString().equals(run) && !distrusted.contains(board);
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
    void invalidate(Board board) {
        redis.call(Command.DEL, board.ready(), board.builder());
        // Now, not after the build: a score that cannot be added during the build casts distrust again.
        distrusted.remove(board);
    }

    boolean begin(Board board, String token) {
        return begin.call(List.of(board.rows(), board.ready(), board.builder()), token, BUILDER_LEASE.toMillis())
                        .toInteger()
                == 1;
    }

    boolean add(Board board, String token, List<RankedMember> members) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(token);
        arguments.add(BUILDER_LEASE.toMillis());
        members.forEach(member -> arguments.add(member.encode()));
        return batch.call(List.of(board.rows(), board.builder()), arguments.toArray())
                        .toInteger()
                == 1;
    }

    boolean finish(Board board, String token, String run) {
        return finish.call(
                                List.of(board.ready(), board.builder(), board.rows()),
                                token,
                                run,
                                board.isFrozen() ? FROZEN_KEPT.toMillis() : 0)
                        .toInteger()
                == 1;
    }
}
