package dev.quintet.local.load;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** A claimed badge that sends scores. Game, score and duration follow from a score's number. */
final class PlayingBadge {

    static final List<String> GAMES = List.of("Breakout", "Labyrinth", "Asteroids", "Tappytime");

    private static final int LEAST_SCORE = 1000;
    private static final int PAGE = 100;

    private final BadgeIdentity identity;
    private final LoadCaller caller;
    private final Ledger ledger = new Ledger();

    PlayingBadge(BadgeIdentity identity, LoadCaller caller) {
        this.identity = identity;
        this.caller = caller;
    }

    /** Sends a new score; then, as a badge with a poor connection does, now and then the same once more. */
    void play() throws InterruptedException {
        int number = ledger.next();
        Outcome first = send(number, 0);
        if (first instanceof Outcome.Right right) {
            ledger.accept(number);
            if (number % 8 == 7) {
                send(number, recordId(right.answer()));
            }
        }
    }

    private Outcome send(int number, long wantedRecord) throws InterruptedException {
        Call score = Call.post(
                "/games/me/" + GAMES.get(number % GAMES.size()),
                Map.of("score", LEAST_SCORE + number, "duration", number % 300 + 0.5));
        return caller.call(Endpoint.SCORE, identity.headers(score), answer -> {
            long record = Badges.recordId(answer);
            Expect.that(
                    wantedRecord == 0 || record == wantedRecord,
                    "the same score became record " + record + " after " + wantedRecord);
        });
    }

    private static long recordId(Answer answer) {
        try {
            return Badges.recordId(answer);
        } catch (WrongAnswerException e) {
            throw new IllegalStateException("this was checked before", e);
        }
    }

    void leaderboard(String game) throws InterruptedException {
        caller.call(
                Endpoint.LEADERBOARD,
                identity.headers(Call.get("/games/leaderboard/" + game + "?pageSize=20")),
                Badges::checkLeaderboard);
    }

    int acceptedCount() {
        return ledger.count();
    }

    /**
     * Looks whether every accepted score is there, and each but once.
     *
     * @param searcher whose meters are not those of the load: looking too early is no error
     */
    void verify(LoadCaller searcher, Patience patience, Losses losses) throws InterruptedException {
        BitSet found = new BitSet();
        String wrong;
        do {
            found.clear();
            wrong = readAll(searcher, found);
        } while (wrong.isEmpty() && !hasAll(found) && patience.waitAMoment());
        if (!wrong.isEmpty()) {
            losses.lost("scores of badge " + identity.uuid() + ": " + wrong);
        }
        for (int number : ledger.all()) {
            if (found.get(number)) {
                losses.verified();
            } else {
                losses.lost("score " + (LEAST_SCORE + number) + " of badge " + identity.uuid() + " is not there");
            }
        }
    }

    private boolean hasAll(BitSet found) {
        for (int number : ledger.all()) {
            if (!found.get(number)) {
                return false;
            }
        }
        return true;
    }

    /** What is wrong in the lists; empty if nothing is. */
    private String readAll(LoadCaller searcher, BitSet found) throws InterruptedException {
        int rows = PAGE;
        for (int page = 1; rows == PAGE && page <= LoadOptions.MOST_REQUESTS / PAGE + 1; page++) {
            Outcome outcome = searcher.call(
                    Endpoint.MY_SCORES,
                    identity.headers(Call.get("/games/me?sortBy=stale&pageSize=" + PAGE + "&page=" + page)),
                    answer -> mark(Badges.rows(answer), found));
            if (outcome instanceof Outcome.Wrong wrong && wrong.kind().equals("content")) {
                return wrong.detail();
            }
            // Anything else is no news about scores: the next round may fare better.
            rows = outcome instanceof Outcome.Right right ? rowCount(right.answer()) : 0;
        }
        return "";
    }

    private static int rowCount(Answer answer) {
        try {
            return Badges.rows(answer).size();
        } catch (WrongAnswerException e) {
            throw new IllegalStateException("this was checked before", e);
        }
    }

    private void mark(JsonNode rows, BitSet found) throws WrongAnswerException {
        for (JsonNode row : rows) {
            int number = row.path("score").asInt() - LEAST_SCORE;
            Expect.that(ledger.isGivenOut(number), "a score that was never sent: " + row);
            Expect.that(!found.get(number), "twice the same score: " + row);
            found.set(number);
            Expect.that(
                    row.path("game_name").asText().equals(GAMES.get(number % GAMES.size()))
                            && row.path("duration").asDouble() == number % 300 + 0.5,
                    "game or duration of " + row);
        }
    }
}
