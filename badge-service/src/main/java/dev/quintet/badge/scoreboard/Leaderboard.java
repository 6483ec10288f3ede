package dev.quintet.badge.scoreboard;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

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

    Leaderboard(Boards boards, RedisScoreBoard board, ScoreLists lists) {
        this.boards = boards;
        this.board = board;
        this.lists = lists;
    }

    /** A page of the game's scores as the public sees them: as they stood when the boards froze, if they have. */
    public List<ScoreRow> page(Game game, Optional<Bracket> bracket, Page page) {
        return page(game, boards.shown(game, bracket), page);
    }

    /** A page of the game's scores as they are, whether the boards are frozen or not. */
    public List<ScoreRow> livePage(Game game, Optional<Bracket> bracket, Page page) {
        return page(game, boards.live(game, bracket), page);
    }

    private List<ScoreRow> page(Game game, Board asked, Page page) {
        Sort sort = page.sort().ofNumbers();
        if (sort == Sort.BEST || sort == Sort.WORST) {
            Optional<List<RankedMember>> ranked = board.read(asked, page.offset(), page.size(), sort == Sort.BEST);
            if (ranked.isPresent()) {
                return ranked.get().stream().map(member -> row(game, member)).toList();
            }
        }
        return lists.ofGame(game, asked.bracket(), asked.before(), page);
    }

    private static ScoreRow row(Game game, RankedMember member) {
        return new ScoreRow(game.name(), member.score().points(), member.score().duration(), member.handle());
    }
}
