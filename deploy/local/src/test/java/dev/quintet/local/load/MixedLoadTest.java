package dev.quintet.local.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import dev.quintet.local.client.FakeGateway;
import dev.quintet.local.client.FakeGateway.Replies;
import dev.quintet.local.client.FakeGateway.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class MixedLoadTest {

    private static final int CALLS = 400;

    private final FakeSuite suite = new FakeSuite();
    private final Meters meters = new Meters();
    private MixedLoad.Verification verification = new MixedLoad.Verification(false, List.of());

    @Test
    void aSuiteThatAnswersRightHasNoErrorsAndLosesNothing() throws Exception {
        run(suite, Duration.ofSeconds(20));
        assertThat(errors()).isEmpty();
        assertThat(meters.done()).isGreaterThanOrEqualTo(CALLS);
        assertThat(meters.shed()).isZero();
        assertThat(verification.complete()).as(verification.toString()).isTrue();
        assertThat(verification.lines()).hasSize(3).allMatch(line -> line.matches(".*: [1-9][0-9]* accepted, .*"));
    }

    @Test
    void aWrongPriceIsCaughtThoughTheStatusIs200() throws Exception {
        run(twisted("POST", "/items/", right -> body(right, "price_with_tax\":", "price_with_tax\":1")), 20);
        assertThat(errors()).containsEntry("POST /items/", "content");
    }

    @Test
    void anItemThatReadsBackDifferentlyIsCaught() throws Exception {
        run(twisted("GET", "/items/", right -> body(right, "lamp", "lump")), 20);
        assertThat(errors()).containsEntry("GET /items/{id}", "content");
    }

    @Test
    void aCompanyThatChangesItsNameIsCaught() throws Exception {
        AtomicInteger count = new AtomicInteger();
        run(twisted("GET", "/company", right -> body(right, "The ", "The " + count.incrementAndGet() + " ")), 20);
        assertThat(errors()).containsEntry("GET /company", "content");
    }

    @Test
    void aTaskWithAnotherResultIsCaught() throws Exception {
        run(twisted("GET", "/api/tasks/", right -> body(right, "number\":", "number\":1")), 20);
        assertThat(errors()).containsEntry("GET /api/tasks/{id}?wait=", "content");
    }

    @Test
    void aLeaderboardOutOfOrderIsCaught() throws Exception {
        Reply wrong = Reply.json(200, Map.of("status", "SUCCESS", "data", List.of(row(1, 1), row(2, 1))));
        run(twisted("GET", "/games/leaderboard/", right -> wrong), 20);
        assertThat(errors()).containsEntry("GET /games/leaderboard/{game}", "content");
    }

    private static Map<String, Object> row(int score, double duration) {
        return Map.of("game_name", "Breakout", "score", score, "duration", duration, "discord_handle", "a");
    }

    @Test
    void aScoreThatIsThereTwiceIsALoss() throws Exception {
        Replies doubled = twisted(
                "GET",
                "/games/me?",
                right -> body(
                        right,
                        "\"data\":[{",
                        "\"data\":[" + "{" + right.body().replaceAll(".*\"data\":\\[\\{([^}]*)\\}.*", "$1") + "},{"));
        run(doubled, Duration.ofSeconds(20));
        assertThat(verification.complete()).isFalse();
        assertThat(verification.toString()).contains("twice the same score");
    }

    @Test
    void fiveHundredsAreCountedAsSuch() throws Exception {
        run(twisted("GET", "/company", right -> Reply.problem(500, "internal")), 20);
        assertThat(errors()).containsEntry("GET /company", "status 500");
        assertThat(meters.snapshots().get(Endpoint.LOOKUP).errorCount())
                .isEqualTo(meters.snapshots().get(Endpoint.LOOKUP).count());
    }

    @Test
    void aHangHitsTheLimit() throws Exception {
        run(twisted("GET", "/health", right -> Reply.HANG), Duration.ofMillis(250));
        assertThat(errors()).containsEntry("GET /health", "timeout");
    }

    @Test
    void documentedRefusalsAreCountedApart() throws Exception {
        Reply refused = Reply.problem(504, "backend-slow").with("Retry-After", "1");
        run(twisted("GET", "/company", right -> refused), 20);
        assertThat(errors()).isEmpty();
        assertThat(meters.snapshots().get(Endpoint.LOOKUP).shed()).containsOnlyKeys("504 backend");
    }

    @Test
    void aRefusalWithoutRetryAfterOrOfAnotherEndpointIsAnError() throws Exception {
        run(twisted("GET", "/company", right -> Reply.problem(504, "backend-slow")), 20);
        assertThat(errors()).containsEntry("GET /company", "status 504");
        Reply elsewhere = Reply.problem(504, "backend-slow").with("Retry-After", "1");
        run(twisted("GET", "/health", right -> elsewhere), 20);
        assertThat(errors()).containsEntry("GET /health", "status 504");
    }

    private Replies twisted(String method, String prefix, UnaryOperator<Reply> twist) {
        return asked -> asked.is(method, prefix) ? twist.apply(suite.to(asked)) : suite.to(asked);
    }

    private static Reply body(Reply right, String text, String instead) {
        return new Reply(right.status(), right.type(), right.body().replace(text, instead), right.headers());
    }

    private void run(Replies replies, int seconds) throws Exception {
        play(replies, Duration.ofSeconds(seconds), false);
    }

    private void run(Replies replies, Duration limit) throws Exception {
        play(replies, limit, true);
    }

    private void play(Replies replies, Duration limit, boolean verify) throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        try (FakeGateway gateway = new FakeGateway(replies)) {
            LoadCaller caller = new LoadCaller(gateway.client(), meters, limit);
            // Only the load has the limit that a test asks for: signing up must come to its end.
            LoadCaller first = new LoadCaller(gateway.client(), new Meters(), Duration.ofMinutes(1));
            MixedLoad load = MixedLoad.prepare(first, caller, 4, random.split());
            Workers.run(4, CALLS, random, load.everyday());
            if (verify) {
                verification = load.verify(new LoadCaller(gateway.client(), new Meters(), limit), 4, random);
            }
        }
    }

    /** The last kind of error of each endpoint. */
    private Map<String, String> errors() {
        Map<String, String> errors = new TreeMap<>();
        meters.snapshots()
                .forEach((endpoint, snapshot) ->
                        snapshot.errors().keySet().forEach(kind -> errors.put(endpoint.label(), kind)));
        return errors;
    }
}
