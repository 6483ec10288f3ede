package dev.quintet.local.load;

import java.util.Map;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Checks of the badge API, with a badge of their own. */
final class BadgeChecks {

    private static final String MY_GAME = "/games/me/Breakout";

    private final CheckList list;
    private final PatientCaller caller;
    private final BadgeIdentity badge;

    BadgeChecks(CheckList list, PatientCaller caller, RandomGenerator random) {
        this.list = list;
        this.caller = caller;
        this.badge = BadgeIdentity.next("check", random);
    }

    void run() throws InterruptedException {
        list.check("badges: without its headers is 400 and names the first", () -> {
            Answer answer = problem(Endpoint.MY_SCORES, Call.get("/games/me").open(), 400);
            Expect.that(answer.body().contains("panda-xpress"), "says " + answer.body());
        });
        list.check(
                "badges: an unknown one is 401",
                () -> problem(Endpoint.MY_SCORES, badge.headers(Call.get("/games/me")), 401));
        list.check("badges: registering shows a code, the same again", this::register);
        list.check("badges: the bot claims it, once", this::claim);
        list.check(
                "badges: claiming without a key is 401",
                () -> problem(Endpoint.BADGE_CLAIM, badge.claim("00000000").open(), 401));
        list.check(
                "badges: a code that is none is 422 and names it",
                () -> invalid(Endpoint.BADGE_CLAIM, badge.claim("xyz"), "registration_code"));
        list.check(
                "badges: once claimed it is known",
                () -> caller.ask(Endpoint.BADGE_REGISTER, badge.register(), Badges::checkKnown));
        list.check("badges: the games are listed", () -> {
            Answer games = caller.ask(Endpoint.OTHER, badge.headers(Call.get("/games/list")), Badges::success);
            Expect.that(games.body().contains("Breakout"), "lists " + games.body());
        });
        list.check("badges: a score is kept, the same again is the same record", this::score);
        list.check(
                "badges: a score that is no number is 422 and names it",
                () -> invalid(
                        Endpoint.SCORE,
                        badge.headers(Call.post(MY_GAME, Map.of("score", "many", "duration", 1))),
                        "score"));
        list.check(
                "badges: an unknown game is 404",
                () -> problem(
                        Endpoint.SCORE,
                        badge.headers(Call.post("/games/me/Chess", Map.of("score", 1, "duration", 1))),
                        404));
        list.check(
                "badges: the leaderboard is in order",
                () -> caller.ask(
                        Endpoint.LEADERBOARD,
                        badge.headers(Call.get("/games/leaderboard/Breakout?pageSize=100")),
                        Badges::checkLeaderboard));
        list.check(
                "badges: a page of too many rows is 400",
                () -> problem(
                        Endpoint.LEADERBOARD,
                        badge.headers(Call.get("/games/leaderboard/Breakout?pageSize=101")),
                        400));
    }

    private void register() throws WrongAnswerException, InterruptedException {
        String first = Badges.code(caller.ask(Endpoint.BADGE_REGISTER, badge.register(), Badges::checkUnclaimed));
        String second = Badges.code(caller.ask(Endpoint.BADGE_REGISTER, badge.register(), Badges::checkUnclaimed));
        Expect.that(first.equals(second), "two codes, " + first + " and " + second);
    }

    private void claim() throws WrongAnswerException, InterruptedException {
        String code = Badges.code(caller.ask(Endpoint.BADGE_REGISTER, badge.register(), Badges::checkUnclaimed));
        caller.ask(Endpoint.BADGE_CLAIM, badge.claim(code), answer -> Badges.checkClaimed(answer, badge));
        problem(Endpoint.BADGE_CLAIM, badge.claim(code), 409);
    }

    private void score() throws WrongAnswerException, InterruptedException {
        Call send = badge.headers(Call.post(MY_GAME, Map.of("score", 4200, "duration", 61.5)));
        long first = Badges.recordId(caller.ask(Endpoint.SCORE, send, Badges::recordId));
        long second = Badges.recordId(caller.ask(Endpoint.SCORE, send, Badges::recordId));
        Expect.that(first == second, "two records, " + first + " and " + second);
        caller.ask(Endpoint.MY_SCORES, badge.headers(Call.get(MY_GAME)), answer -> {
            JsonNode rows = Badges.rows(answer);
            Expect.that(rows.size() == 1, rows.size() + " rows after one score");
            Expect.that(rows.get(0).path("score").asLong() == 4200, "row " + rows.get(0));
            Expect.that(rows.get(0).path("duration").asDouble() == 61.5, "row " + rows.get(0));
            Expect.that(rows.get(0).path("discord_handle").asText().equals(badge.handle()), "row " + rows.get(0));
        });
    }

    private Answer problem(Endpoint endpoint, Call call, int status) throws WrongAnswerException, InterruptedException {
        return caller.ask(endpoint, call, answer -> Expect.problem(answer, status));
    }

    private void invalid(Endpoint endpoint, Call call, String field) throws WrongAnswerException, InterruptedException {
        caller.ask(endpoint, call, answer -> Expect.invalid(answer, field));
    }
}
