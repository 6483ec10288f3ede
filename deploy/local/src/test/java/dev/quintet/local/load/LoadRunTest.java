package dev.quintet.local.load;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.quintet.local.client.FakeGateway;
import dev.quintet.local.client.FakeGateway.Replies;
import dev.quintet.local.client.FakeGateway.Reply;
import dev.quintet.local.client.Terminal;

import static org.assertj.core.api.Assertions.assertThat;

class LoadRunTest {

    private final FakeSuite suite = new FakeSuite();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void aSpikeReportsTheCalmAndTheBurst() throws Exception {
        assertThat(run(LoadMode.SPIKE, suite)).isTrue();
        assertThat(output().lines().filter(line -> line.startsWith("ENDPOINT"))).hasSize(2);
        assertThat(output()).contains("calm", "burst", "what was accepted:", "all answered right");
    }

    @Test
    void withoutATerminalNothingIsEverWrittenOver() throws Exception {
        assertThat(run(LoadMode.MIXED, suite)).isTrue();
        assertThat(output()).doesNotContain("\r", "\u001b");
    }

    @Test
    void aLostItemFailsTheRun() throws Exception {
        Replies forgetful = asked -> asked.is("GET", "/items/") ? Reply.problem(404, "not-found") : suite.to(asked);
        SplittableRandom random = new SplittableRandom(3);
        try (FakeGateway gateway = new FakeGateway(forgetful)) {
            LoadCaller caller = new LoadCaller(gateway.client(), new Meters(), Duration.ofSeconds(20));
            Items items = new Items(caller, random);
            items.create();
            Losses losses = new Losses();
            items.verify(caller, new Search(2, random, new Patience(Duration.ZERO)), losses);
            assertThat(losses.none()).isFalse();
            assertThat(losses.render("items", 1)).contains("1 accepted, 0 found, 1 LOST OR WRONG", "status 404");
        }
    }

    @Test
    void checksGoOnAfterOneThatFails() throws Exception {
        // The fake suite knows nothing of most of what is checked.
        assertThat(run(LoadMode.CHECK, suite)).isFalse();
        assertThat(output())
                .contains("  ok   gateway: /health tells of every service")
                .contains("  FAIL gateway: no key is 401: GET /items/1: status 404 instead of 401")
                .contains("  ok   badges: the leaderboard is in order")
                .contains("NOT all answered right");
    }

    private boolean run(LoadMode mode, Replies replies) throws Exception {
        try (FakeGateway gateway = new FakeGateway(replies)) {
            LoadOptions options = new LoadOptions(mode, 60, 3, 80, 8, Duration.ofSeconds(20));
            Terminal terminal = Terminal.plain(new PrintStream(written, true, StandardCharsets.UTF_8));
            return new LoadRun(gateway.client(), options, terminal, new SplittableRandom(7)).run();
        }
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
