package dev.quintet.badge.game;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.outbox.Outbox;
import dev.quintet.badge.signing.BadgeKeys;
import dev.quintet.badge.signing.SignedCall;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Takes what a badge reports when it verifies: its high scores, or its status. */
@Singleton
public class BadgeReports {
    private static final int MAX_STATUS_LENGTH = 2_000;

    private final Database database;
    private final Outbox outbox;
    private final GameCatalogue games;
    private final BadgeKeys keys;

    BadgeReports(Database database, Outbox outbox, GameCatalogue games, BadgeKeys keys) {
        this.database = database;
        this.outbox = outbox;
        this.games = games;
        this.keys = keys;
    }

    /** Keeps the report for the score processor. An unclaimed badge's is checked and dropped, as it always was. */
    public void take(Optional<Badge> badge, JsonNode report, Optional<SignedCall> signed) {
        JsonNode list = report.path("hs");
        JsonNode status = report.path("status");
        if (isGiven(list)) {
            List<Submission> sent = HighScores.parse(list, games);
            badge.ifPresent(owner -> {
                boolean required =
                        sent.stream().anyMatch(one -> one.game().rules().signed());
                keep(new Report(ScoreEvent.HIGH_SCORE, "scores", rows(sent), required), owner, signed);
            });
        } else if (isGiven(status)) {
            check(status);
            badge.ifPresent(owner -> keep(new Report(ScoreEvent.STATUS, "status", status, false), owner, signed));
        }
    }

    /** An empty list says nothing, as in the original; a status beside it is then taken. */
    private static boolean isGiven(JsonNode field) {
        boolean absent = field.isMissingNode() || field.isNull();
        return !absent && (field.isValueNode() || !field.isEmpty());
    }

    private static void check(JsonNode status) {
        String text = status.toString();
        // PostgreSQL's JSON knows no NUL character.
        if (text.length() > MAX_STATUS_LENGTH || text.contains("\\u0000")) {
            throw ProblemException.invalid(List.of(FieldError.body(
                    "status", "must be JSON of at most " + MAX_STATUS_LENGTH + " characters without NUL")));
        }
    }

    private void keep(Report report, Badge badge, Optional<SignedCall> signed) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put(ScoreEvent.BADGE_ID, badge.id());
        payload.set(report.field(), report.content());
        database.run(session -> {
            keys.accept(session, badge.id(), signed, report.mustBeSigned());
            outbox.add(session, BadgeStreams.SCORES, report.kind(), payload);
        });
    }

    private record Report(String kind, String field, JsonNode content, boolean mustBeSigned) {}

    private static ArrayNode rows(List<Submission> sent) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Submission one : sent) {
            rows.addArray()
                    .add(one.game().id())
                    .add(one.score().points())
                    .add(one.score().durationMillis());
        }
        return rows;
    }
}
