package dev.quintet.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Load on three database nodes. It goes on when the scene is over: the drill needs it. */
final class WorkloadScene implements Scene {

    static final String RUNNING = "the workload";

    private static final Duration PREPARE_LIMIT = Duration.ofMinutes(2);
    private static final Duration FIGURES_LIMIT = Duration.ofMinutes(1);
    private static final String PREPARING = "the preparation";

    private String run = "";

    /** The id of the run; empty before. */
    String run() {
        return run;
    }

    @Override
    public String title() {
        return "Workloads: sysbench on three MariaDB nodes";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        JsonNode targets = Expect.array(stage.call(Call.get("/api/workload/targets")), 200);
        int nodes = nodes(targets);
        Expect.that(nodes >= 2, "the target local has " + nodes + " nodes; the drill needs node2");
        stage.say("Small tables on every node; those that are there already are left alone.");
        prepare(stage);
        stage.say("Sixty transactions of oltp_read_write a second, each thread bound to a node.");
        run = stage.cleanUp().start(RUNNING, () -> started(stage), id -> Expect.status(stage.quietly(stop(id)), 200));
        double[] first = figures(stage, 0);
        stage.say("The figures are those of the last second: they move.");
        double[] second = figures(stage, first[0]);
        stage.found(String.format(
                Locale.ROOT,
                "%.0f transactions and %.0f statements a second, p95 %.1f ms.",
                second[0],
                second[1],
                second[2]));
        stage.summary(
                "workload-service",
                String.format(
                        Locale.ROOT,
                        "oltp_read_write on %d nodes: %.0f transactions/s, %.0f statements/s, p95 %.1f ms",
                        nodes,
                        second[0],
                        second[1],
                        second[2]));
    }

    /** Ends a run. */
    static Call stop(String id) {
        return Call.post("/api/workload/stop/" + id);
    }

    private static int nodes(JsonNode targets) throws WrongAnswerException {
        for (JsonNode target : targets) {
            if (Expect.text(target, "name").equals("local")) {
                return target.path("nodes").size();
            }
        }
        throw new WrongAnswerException("content", "there is no target local: " + targets);
    }

    private static Map<String, Object> request(boolean start) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("tables", 2);
        options.put("tableSize", 1000);
        if (start) {
            options.put("rate", 60);
            // Ends by itself if nobody is left to stop it.
            options.put("runningTime", 600);
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("type", "sysbench");
        request.put("target", "local");
        request.put("threads", 6);
        request.put("options", options);
        return request;
    }

    private static void prepare(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        Call prepare = Call.post("/api/workload/prepare", request(false)).with("Prefer", "respond-async");
        Answer answer = stage.cleanUp().start(PREPARING, () -> stage.call(prepare), begun -> cancel(stage, begun));
        if (answer.status() == 202) {
            String id = Expect.text(Expect.json(answer, 202), "id");
            Call look = Call.get("/api/workload/runs/" + id);
            boolean ended = stage.await(PREPARE_LIMIT, () -> {
                String status = Expect.text(Expect.json(stage.quietly(look), 200), "status");
                return !status.equals("starting") && !status.equals("running");
            });
            Expect.that(ended, "the preparation did not end within " + PREPARE_LIMIT.toSeconds() + " s");
            String status = Expect.text(Expect.json(stage.call(look), 200), "status");
            Expect.that(status.equals("finished"), "the preparation is " + status);
        } else {
            Expect.json(answer, 200);
        }
        stage.cleanUp().done(PREPARING);
    }

    private static void cancel(Stage stage, Answer begun)
            throws IOException, InterruptedException, WrongAnswerException {
        if (begun.status() == 202) {
            Expect.status(stage.quietly(stop(Expect.text(Expect.json(begun, 202), "id"))), 200);
        }
    }

    private static String started(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        return Expect.text(Expect.json(stage.call(Call.post("/api/workload/start", request(true))), 200), "id");
    }

    /** Transactions a second, statements a second, p95: when there are some, and other ones than before. */
    private double[] figures(Stage stage, double before)
            throws IOException, InterruptedException, WrongAnswerException {
        Call active = Call.get("/api/workload/active");
        boolean moving = stage.await(FIGURES_LIMIT, () -> {
            double now = tps(Expect.array(stage.quietly(active), 200));
            return now > 0 && now != before;
        });
        Expect.that(moving, "the figures of run " + run + " do not move");
        JsonNode metrics = mine(Expect.array(stage.call(active), 200)).path("metrics");
        return new double[] {
            Expect.number(metrics, "tps"),
            Expect.number(metrics, "qps"),
            Expect.number(metrics.path("latency_ms"), "p95")
        };
    }

    private double tps(JsonNode active) throws WrongAnswerException {
        return Expect.number(mine(active).path("metrics"), "tps");
    }

    private JsonNode mine(JsonNode active) throws WrongAnswerException {
        for (JsonNode one : active) {
            if (one.path("id").asText().equals(run)) {
                return one;
            }
        }
        throw new WrongAnswerException("content", "run " + run + " is not active: " + active);
    }
}
