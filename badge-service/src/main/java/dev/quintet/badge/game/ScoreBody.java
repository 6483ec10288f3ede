package dev.quintet.badge.game;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Reads {@code {"score","duration"}}. */
final class ScoreBody {
    private ScoreBody() {}

    /** The score, or a 422 that names what is wrong. */
    static Submission parse(Game game, JsonNode body) {
        Optional<Long> points = ScoreNumbers.points(body.get("score"));
        Optional<Long> duration = ScoreNumbers.durationMillis(body.get("duration"));
        List<FieldError> errors = new ArrayList<>();
        if (points.isEmpty()) {
            errors.add(FieldError.body("score", ScoreNumbers.POINTS));
        }
        if (duration.isEmpty()) {
            errors.add(FieldError.body("duration", ScoreNumbers.DURATION));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Submission(game, new Score(points.get(), duration.get()));
    }
}
