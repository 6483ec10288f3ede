package dev.quintet.badge.game;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Reads the list {@code hs} of a badge: {@code {"g","s","d"}} or {@code [g,s,d]}, strings and numbers alike. */
final class HighScores {
    /** The most entries of one list; a badge keeps far fewer. */
    static final int MAX_ENTRIES = 200;

    private static final int MAX_ERRORS = 20;

    private final GameCatalogue games;
    private final List<FieldError> errors = new ArrayList<>();

    private HighScores(GameCatalogue games) {
        this.games = games;
    }

    /** All entries, or a 422 that names the wrong ones: a list is taken whole or not at all. */
    static List<Submission> parse(JsonNode list, GameCatalogue games) {
        if (!list.isArray()) {
            throw ProblemException.invalid(List.of(FieldError.body("hs", "must be a list")));
        }
        if (list.size() > MAX_ENTRIES) {
            throw ProblemException.invalid(
                    List.of(FieldError.body("hs", "must have at most " + MAX_ENTRIES + " entries")));
        }
        HighScores reading = new HighScores(games);
        List<Submission> all = new ArrayList<>();
        for (int i = 0; i < list.size() && reading.errors.size() < MAX_ERRORS; i++) {
            reading.entry(i, list.get(i)).ifPresent(all::add);
        }
        if (!reading.errors.isEmpty()) {
            throw ProblemException.invalid(reading.errors);
        }
        return all;
    }

    private Optional<Submission> entry(int index, JsonNode entry) {
        if (entry.isArray() && entry.size() == 3) {
            return fields(index, entry.get(0), entry.get(1), entry.get(2));
        }
        if (entry.isObject()) {
            return fields(index, entry.get("g"), entry.get("s"), entry.get("d"));
        }
        errors.add(new FieldError(
                List.of("body", "hs", Integer.toString(index)), "must be {\"g\",\"s\",\"d\"} or [g,s,d]"));
        return Optional.empty();
    }

    private Optional<Submission> fields(int index, JsonNode g, JsonNode s, JsonNode d) {
        Optional<Game> game =
                g == null || !(g.isTextual() || g.isIntegralNumber()) ? Optional.empty() : games.find(g.asText());
        Optional<Long> points = ScoreNumbers.points(s);
        Optional<Long> duration = ScoreNumbers.durationMillis(d);
        check(index, "g", game, "must be a game's code, name or number");
        check(index, "s", points, ScoreNumbers.POINTS);
        check(index, "d", duration, ScoreNumbers.DURATION);
        return game.isEmpty() || points.isEmpty() || duration.isEmpty()
                ? Optional.empty()
                : Optional.of(new Submission(game.get(), new Score(points.get(), duration.get())));
    }

    private void check(int index, String field, Optional<?> value, String message) {
        if (value.isEmpty()) {
            errors.add(new FieldError(List.of("body", "hs", Integer.toString(index), field), message));
        }
    }
}
