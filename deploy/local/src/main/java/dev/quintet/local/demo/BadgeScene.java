package dev.quintet.local.demo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;
import dev.quintet.local.load.BadgeIdentity;

/** A badge of a conference, from its first contact to the leaderboard. */
final class BadgeScene implements Scene {

    private static final int PAGE = 100;

    private final BadgeIdentity badge;
    private final int score;

    BadgeScene(RandomGenerator random) {
        this.badge = BadgeIdentity.next("demo", random);
        this.score = random.nextInt(100_000, 1_000_000);
    }

    @Override
    public String title() {
        return "Badges: register, claim, play, leaderboard";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        stage.say("A new badge says who it is by two headers, and gets a code to show.");
        JsonNode registered = Expect.json(stage.call(badge.register()), 200);
        Expect.that(Expect.text(registered, "registered").equals("0"), "registered of " + registered);
        String code = Expect.text(registered, "registration_code");
        Expect.that(code.matches("[0-9a-f]{8}"), "registration_code of " + registered);
        stage.say("Its person tells the code to the bot, and the bot claims the badge.");
        JsonNode user = Expect.json(stage.call(badge.claim(code)), 201);
        Expect.that(Expect.text(user, "discord_handle").equals(badge.handle()), "discord_handle of " + user);
        stage.say("Now the badge may send scores ...");
        Map<String, Object> played = new LinkedHashMap<>();
        played.put("score", score);
        played.put("duration", 61.5);
        JsonNode kept = Expect.json(stage.call(badge.headers(Call.post("/games/me/Breakout", played))), 200);
        Expect.that(kept.path("data").path("record_id").asLong() > 0, "record_id of " + kept);
        stage.say("... and is on the leaderboard, best first.");
        JsonNode board = Expect.json(
                stage.call(badge.headers(Call.get("/games/leaderboard/Breakout?sortBy=best&pageSize=" + PAGE))), 200);
        int place = place(board.path("data"));
        stage.found(
                place == 0
                        ? "The score is kept; a hundred better ones are before it."
                        : badge.handle() + " is at place " + place + " of Breakout.");
        stage.summary(
                "badge-service",
                badge.handle() + " signed up by code " + code + " and scored " + score + " points in Breakout");
    }

    /** From 1; 0 if a full page is better. */
    private int place(JsonNode rows) throws WrongAnswerException {
        long before = Long.MAX_VALUE;
        int mine = 0;
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            long points = row.path("score").asLong();
            Expect.that(points <= before, "the leaderboard is out of order at " + row);
            before = points;
            if (row.path("discord_handle").asText().equals(badge.handle())) {
                Expect.that(points == score, "score of " + row);
                mine = i + 1;
            }
        }
        Expect.that(mine > 0 || (rows.size() == PAGE && score <= before), "the score is not on the leaderboard");
        return mine;
    }
}
