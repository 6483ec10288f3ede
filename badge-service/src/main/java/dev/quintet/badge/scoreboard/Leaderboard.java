package dev.quintet.badge.scoreboard;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.ScoreLists;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.badge.scoreboard.Brackets.Bracket;
import dev.quintet.common.api.badge.ScoreRow;

/** Everybody's scores of a game: from Redis where the order is the ranking's and the board whole, else from SQL. */
@Singleton
public class Leaderboard {
    private final Boards boards;
    private final RedisScoreBoard board;
    private final ScoreLists lists;
    private final SharedReads<Asked, List<ScoreRow>> reads = new SharedReads<>(this::read);

    Leaderboard(Boards boards, RedisScoreBoard board, ScoreLists lists) {
        this.boards = boards;
        this.board = board;
        this.lists = lists;
    }

    private record Asked(Game game, Board board, Page page) {}

    /** A page of the game's scores as the public sees them: as they stood when the boards froze, if they have. */
    public Uni<List<ScoreRow>> page(Game game, Optional<Bracket> bracket, Page page) {
        return reads.get(new Asked(game, boards.shown(game, bracket), page));
    }

    /** A page of the game's scores as they are, whether the boards are frozen or not. */
    public Uni<List<ScoreRow>> livePage(Game game, Optional<Bracket> bracket, Page page) {
        return reads.get(new Asked(game, boards.live(game, bracket), page));
    }

    private Uni<List<ScoreRow>> read(Asked asked) {
        Page page = asked.page();
        Sort sort = page.sort().ofNumbers();
        if (sort != Sort.BEST && sort != Sort.WORST) {
            return fromSql(asked);
        }
        return board.read(asked.board(), page.offset(), page.size(), sort == Sort.BEST)
                .flatMap(ranked -> ranked.map(members -> Uni.createFrom().item(rows(asked.game(), members)))
                        .orElseGet(() -> fromSql(asked)));
    }

    private Uni<List<ScoreRow>> fromSql(Asked asked) {
        Board from = asked.board();
        return Uni.createFrom()
                .item(() -> lists.ofGame(asked.game(), from.bracket(), from.before(), asked.page()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static List<ScoreRow> rows(Game game, List<RankedMember> members) {
        return members.stream()
                .map(member -> new ScoreRow(
                        game.name(), member.score().points(), member.score().duration(), member.handle()))
                .toList();
    }
}
