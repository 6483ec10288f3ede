package dev.quintet.badge.staff;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.audit.Audit;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.game.GameRules;
import dev.quintet.badge.scoreboard.Brackets;
import dev.quintet.badge.scoreboard.Freeze;
import dev.quintet.common.api.badge.FreezeTime;
import dev.quintet.common.api.badge.GameRulesView;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** What staff set for everybody: the games' rules, the freeze, the brackets. Each change is audited. */
@Singleton
class Conference {
    private static final Instant EARLIEST_FREEZE = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST_FREEZE = Instant.parse("+10000-01-01T00:00:00Z");
    private static final String SET_RULES =
            "UPDATE games SET signing = ?, max_score = ?, max_score_per_second = ? WHERE id = ?";

    private final Database database;
    private final GameCatalogue games;
    private final Freeze freeze;
    private final Brackets brackets;
    private final Audit audit;

    Conference(Database database, GameCatalogue games, Freeze freeze, Brackets brackets, Audit audit) {
        this.database = database;
        this.games = games;
        this.freeze = freeze;
        this.brackets = brackets;
        this.audit = audit;
    }

    List<GameRulesView> rules() {
        return games.all().stream().map(Conference::view).toList();
    }

    GameRulesView setRules(String caller, Game game, GameRulesView rules) {
        database.run(session -> {
            session.update(SET_RULES, rules.signing(), rules.maxScore(), rules.maxScorePerSecond(), game.id());
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("signing", rules.signing());
            detail.put("max_score", rules.maxScore());
            detail.put("max_score_per_second", rules.maxScorePerSecond());
            audit.write(session, caller, "game.rules", game.name(), detail);
        });
        games.refresh();
        return view(games.require(game.name()));
    }

    FreezeTime freeze() {
        return new FreezeTime(freeze.at().orElse(null));
    }

    void setFreeze(String caller, FreezeTime wanted) {
        Instant time = wanted.freezeAt();
        if (time != null && (time.isBefore(EARLIEST_FREEZE) || !time.isBefore(LATEST_FREEZE))) {
            throw ProblemException.invalid(
                    List.of(FieldError.body("freeze_at", "must be a time in the years 2000 to 9999, or null")));
        }
        database.run(session -> {
            freeze.set(session, Optional.ofNullable(time));
            audit.write(session, caller, "board.freeze", "leaderboards", Map.of("freeze_at", String.valueOf(time)));
        });
    }

    List<String> brackets() {
        return brackets.all().stream().map(Brackets.Bracket::name).toList();
    }

    /** One that is there already stays as it is. */
    void addBracket(String caller, String name) {
        database.run(session -> {
            if (brackets.add(session, name)) {
                audit.write(session, caller, "bracket.add", name, Map.of());
            }
        });
    }

    private static GameRulesView view(Game game) {
        GameRules rules = game.rules();
        return new GameRulesView(
                game.name(),
                rules.signed() ? "required" : "accepted",
                rules.maxScore().orElse(null),
                rules.maxScorePerSecond().orElse(null));
    }
}
