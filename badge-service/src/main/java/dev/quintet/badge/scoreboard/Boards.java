package dev.quintet.badge.scoreboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.game.StoredScore;
import dev.quintet.badge.scoreboard.Brackets.Bracket;

/** Which boards there are: of each game for everybody and for each bracket, live, and frozen once they are. */
@Singleton
class Boards {
    private final GameCatalogue games;
    private final Brackets brackets;
    private final Freeze freeze;

    Boards(GameCatalogue games, Brackets brackets, Freeze freeze) {
        this.games = games;
        this.brackets = brackets;
        this.freeze = freeze;
    }

    /** All that are to be kept whole now. */
    List<Board> all() {
        List<Board> all = new ArrayList<>();
        for (Game game : games.all()) {
            for (int bracket : bracketIds()) {
                all.add(new Board(game.id(), bracket, Board.LIVE));
                if (freeze.limit() != Board.LIVE) {
                    all.add(new Board(game.id(), bracket, freeze.limit()));
                }
            }
        }
        return all;
    }

    /** Those that a kept score belongs on, the live one for everybody first. */
    List<Board> of(StoredScore score) {
        int game = score.game().id();
        List<Board> boards = new ArrayList<>();
        boards.add(new Board(game, Board.EVERYBODY, Board.LIVE));
        if (score.bracketId() != Board.EVERYBODY) {
            boards.add(new Board(game, score.bracketId(), Board.LIVE));
        }
        if (freeze.limit() != Board.LIVE && freeze.isPublic(score.createdAt())) {
            List.copyOf(boards).forEach(live -> boards.add(new Board(game, live.bracket(), freeze.limit())));
        }
        return boards;
    }

    /** What the public sees. */
    Board shown(Game game, Optional<Bracket> bracket) {
        return new Board(game.id(), bracket.map(Bracket::id).orElse(Board.EVERYBODY), freeze.limit());
    }

    /** What staff see. */
    Board live(Game game, Optional<Bracket> bracket) {
        return new Board(game.id(), bracket.map(Bracket::id).orElse(Board.EVERYBODY), Board.LIVE);
    }

    private List<Integer> bracketIds() {
        return Stream.concat(Stream.of(Board.EVERYBODY), brackets.all().stream().map(Bracket::id))
                .toList();
    }
}
