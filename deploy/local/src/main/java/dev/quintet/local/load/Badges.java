package dev.quintet.local.load;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** What the badge API has to answer. */
final class Badges {

    private Badges() {}

    /** Registers the badge and has it claimed. */
    static void signUp(PatientCaller caller, BadgeIdentity badge) throws WrongAnswerException, InterruptedException {
        Answer registered = caller.ask(Endpoint.BADGE_REGISTER, badge.register(), Badges::checkUnclaimed);
        String code = code(registered);
        caller.ask(Endpoint.BADGE_CLAIM, badge.claim(code), answer -> checkClaimed(answer, badge));
    }

    static void checkUnclaimed(Answer answer) throws WrongAnswerException {
        JsonNode said = success(answer);
        Expect.that(Expect.text(said, "registered").equals("0"), "registered of " + said);
        Expect.that(code(answer).matches("[0-9a-f]{8}"), "registration_code of " + said);
    }

    static String code(Answer registered) throws WrongAnswerException {
        return Expect.text(success(registered), "registration_code");
    }

    static void checkKnown(Answer answer) throws WrongAnswerException {
        JsonNode said = success(answer);
        Expect.that(Expect.text(said, "registered").equals("1"), "registered of " + said);
        Expect.that(said.path("registration_code").isNull(), "registration_code of " + said);
    }

    static void checkClaimed(Answer answer, BadgeIdentity badge) throws WrongAnswerException {
        JsonNode user = Expect.json(answer, 201);
        Expect.that(Expect.text(user, "discord_handle").equals(badge.handle()), "discord_handle of " + user);
        Expect.that(Expect.text(user, "uuid").equals(badge.uuid()), "uuid of " + user);
        Expect.that(Expect.text(user, "mac_address").equals(badge.mac()), "mac_address of " + user);
    }

    static JsonNode success(Answer answer) throws WrongAnswerException {
        JsonNode said = Expect.json(answer, 200);
        Expect.that(Expect.text(said, "status").equals("SUCCESS"), "status of " + said);
        return said;
    }

    /** Rows of scores. */
    static JsonNode rows(Answer answer) throws WrongAnswerException {
        JsonNode rows = success(answer).path("data");
        Expect.that(rows.isArray(), "data is no list: " + rows);
        for (JsonNode row : rows) {
            Expect.that(!Expect.text(row, "game_name").isEmpty(), "game_name of " + row);
            Expect.that(row.path("score").isIntegralNumber(), "score of " + row);
            Expect.that(!Expect.text(row, "discord_handle").isEmpty(), "discord_handle of " + row);
        }
        return rows;
    }

    /** Best first: score descending, then duration ascending. */
    static void checkLeaderboard(Answer answer) throws WrongAnswerException {
        double score = Double.POSITIVE_INFINITY;
        double duration = 0;
        for (JsonNode row : rows(answer)) {
            double nextScore = row.path("score").asDouble();
            double nextDuration = Expect.number(row, "duration");
            Expect.that(
                    nextScore < score || (nextScore == score && nextDuration >= duration),
                    "the leaderboard is out of order at " + row);
            score = nextScore;
            duration = nextDuration;
        }
    }

    /** The record of a score that was kept. */
    static long recordId(Answer answer) throws WrongAnswerException {
        JsonNode id = success(answer).path("data").path("record_id");
        Expect.that(id.isIntegralNumber() && id.asLong() > 0, "record_id is " + id);
        return id.asLong();
    }
}
