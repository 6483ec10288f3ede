package dev.quintet.badge.game;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.outbox.Outbox;
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

    BadgeReports(Database database, Outbox outbox, GameCatalogue games) {
        this.database = database;
        this.outbox = outbox;
        this.games = games;
    }

    /** Keeps the report for the score processor. An unclaimed badge's is checked and dropped, as it always was. */
    public void take(Optional<Badge> badge, JsonNode report) {
        JsonNode list = report.path("hs");
        JsonNode status = report.path("status");
        if (isGiven(list)) {
            List<Submission> sent = HighScores.parse(list, games);
            badge.ifPresent(
                    owner -> keep(ScoreProcessor.HIGH_SCORE, owner, payload -> payload.set("scores", rows(sent))));
        } else if (isGiven(status)) {
            check(status);
            badge.ifPresent(owner -> keep(ScoreProcessor.STATUS, owner, payload -> payload.set("status", status)));
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

    private void keep(String kind, Badge badge, Consumer<ObjectNode> content) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("badge_id", badge.id());
        content.accept(payload);
        outbox.publish(database.transact(session -> outbox.add(session, BadgeStreams.SCORES, kind, payload)));
    }

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
