package dev.quintet.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.FakeGateway;
import dev.quintet.local.client.FakeGateway.Asked;
import dev.quintet.local.client.FakeGateway.Replies;
import dev.quintet.local.client.FakeGateway.Reply;
import dev.quintet.local.client.Terminal;
import dev.quintet.local.client.WrongAnswerException;
import dev.quintet.local.load.FakeSuite;

import static org.assertj.core.api.Assertions.assertThat;

class DemoTest {

    private static final Reply EVENTS =
            new Reply(200, "text/event-stream", "event: workload.started\ndata: {}\n\n".repeat(3), Map.of());

    private final FakeSuite suite = new FakeSuite();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private volatile List<String> calls = List.of();

    @Test
    void scenesThatGoWellEndWellAndTheKeyIsNeverShown() throws Exception {
        assertThat(play(this::right, new HealthScene(), new BadgeScene(new SplittableRandom(1)), theFeedEnds()))
                .isTrue();
        assertThat(output())
                .contains("$ curl -s \"$GATEWAY/health\"")
                .contains("live feed            3 events meanwhile: workload.started x 3")
                .contains("All of it went as it should")
                .doesNotContain("the-key", "\u001b");
    }

    @Test
    void aServiceThatIsDownFailsTheDemo() throws Exception {
        Replies down = asked -> asked.is("GET", "/health")
                ? Reply.json(200, Map.of("services", Map.of("task", Map.of("status", "down"))))
                : right(asked);
        assertThat(play(down, new HealthScene(Duration.ofMillis(50)), new BadgeScene(new SplittableRandom(1))))
                .isFalse();
        assertThat(output()).contains("FAILED: Health", "task-service is down").doesNotContain("Badges:");
    }

    @Test
    void withoutEventsTheDemoFails() throws Exception {
        Replies silent = asked -> asked.is("GET", "/api/events") ? Reply.problem(503, "unavailable") : right(asked);
        assertThat(play(silent, new HealthScene())).isFalse();
        assertThat(output()).contains("FAILED: no event came over /api/events");
    }

    @Test
    void whatASceneStartedIsUndoneWhenALaterOneFails() throws Exception {
        Scene starts = scene(stage -> {
            String id = stage.cleanUp()
                    .start("the fault", () -> "7", started -> stage.quietly(Call.get("/undo/" + started)));
            assertThat(id).isEqualTo("7");
        });
        Scene fails = scene(stage -> Expect.that(false, "it is not so"));
        assertThat(play(this::right, starts, fails)).isFalse();
        assertThat(calls.stream().filter("GET /undo/7"::equals)).hasSize(1);
        assertThat(output()).contains("it is not so", "stopped the fault that the demo had started");
    }

    @Test
    void aDrillSeesTheFaultNamesItAndLeavesNothing() throws Exception {
        FakeDrill drill = new FakeDrill("node2", "cpu_stress");
        WorkloadScene workload = new WorkloadScene();
        assertThat(play(drill, workload, new DrillScene(workload))).as(output()).isTrue();
        assertThat(drill.faulty).isFalse();
        assertThat(drill.running).isFalse();
        assertThat(output())
                .contains("cpu_percent                      4.0 before, 104.0 now")
                .contains("anomaly-service      cpu_stress on node2 seen after")
                .doesNotContain("that the demo had started");
    }

    @Test
    void aDiagnosisThatBlamesAnotherCauseFailsAndEverythingIsStopped() throws Exception {
        FakeDrill drill = new FakeDrill("node2", "slow_query");
        WorkloadScene workload = new WorkloadScene();
        assertThat(play(drill, workload, diagnosisWithin(workload))).isFalse();
        assertThat(drill.faulty).isFalse();
        assertThat(drill.running).isFalse();
        assertThat(output())
                .contains("does not name cpu_stress on node2 first")
                .contains("stopped the fault that the demo had started")
                .contains("stopped the workload that the demo had started");
    }

    private static DrillScene diagnosisWithin(WorkloadScene workload) {
        return new DrillScene(workload, Duration.ofMillis(100));
    }

    /** Over when all events of the feed have been counted: it is listened to on a thread of its own. */
    private static Scene theFeedEnds() {
        return scene(stage -> Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("event-tail"))));
    }

    private Reply right(Asked asked) {
        return asked.is("GET", "/api/events") ? EVENTS : suite.to(asked);
    }

    /** What a test's own scene does. */
    private interface Play {
        void on(Stage stage) throws IOException, InterruptedException, WrongAnswerException;
    }

    private static Scene scene(Play play) {
        return new Scene() {
            @Override
            public String title() {
                return "a scene";
            }

            @Override
            public void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
                play.on(stage);
            }
        };
    }

    private boolean play(Replies replies, Scene... scenes) throws Exception {
        try (FakeGateway gateway = new FakeGateway(replies)) {
            calls = gateway.calls();
            Terminal terminal = Terminal.plain(new PrintStream(written, true, StandardCharsets.UTF_8));
            return new Demo(gateway.client(), terminal, Duration.ofMillis(5)).play(List.of(scenes));
        }
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Workloads and faults of three nodes. */
    private static final class FakeDrill implements Replies {

        private final String node;
        private final String cause;
        private volatile boolean running;
        private volatile boolean faulty;
        private int looks;

        FakeDrill(String node, String cause) {
            this.node = node;
            this.cause = cause;
        }

        @Override
        public synchronized Reply to(Asked asked) {
            if (asked.is("GET", "/api/events")) {
                return EVENTS;
            }
            if (asked.is("GET", "/api/workload/targets")) {
                return Reply.json(200, List.of(Map.of("name", "local", "nodes", List.of(1, 2, 3))));
            }
            if (asked.is("POST", "/api/workload/prepare")) {
                return Reply.json(202, Map.of("id", "p"));
            }
            if (asked.is("GET", "/api/workload/runs/p")) {
                return Reply.json(200, Map.of("status", "finished"));
            }
            if (asked.is("GET", "/api/workload/active")) {
                Map<String, Object> metrics =
                        Map.of("tps", ++looks / 2, "qps", 1200, "latency_ms", Map.of("p95", 3.5, "p99", 5));
                return Reply.json(200, List.of(Map.of("id", "w", "metrics", metrics)));
            }
            if (asked.is("POST", "/api/workload/")) {
                running = asked.path().endsWith("/start");
                return Reply.json(200, Map.of("status", "success", "id", "w"));
            }
            if (asked.is("POST", "/api/anomaly/")) {
                faulty = asked.path().endsWith("/start");
                return Reply.json(200, Map.of("status", "success", "id", "f"));
            }
            return asked.is("GET", "/api/anomaly/ranks") ? ranks() : diagnosis();
        }

        private Reply ranks() {
            return Reply.json(
                    200,
                    List.of("node1", "node2", "node3").stream()
                            .map(name -> Map.of("node", name, "rank", faulty && name.equals(node) ? 0.95 : 0.1))
                            .toList());
        }

        private Reply diagnosis() {
            Map<String, Object> evidence = Map.of("metric", "cpu_percent", "before", 4.0, "now", 104.0);
            return Reply.json(
                    200, List.of(Map.of("node", node, "type", cause, "score", 0.9, "evidence", List.of(evidence))));
        }
    }
}
