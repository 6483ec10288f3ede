package dev.quintet.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.Terminal.Style;
import dev.quintet.local.client.WrongAnswerException;

/** A fault on one of three loaded nodes: seen, named, and over. */
final class DrillScene implements Scene {

    private static final String FAULT = "the fault";
    private static final String TYPE = "cpu_stress";
    private static final String NODE = "node2";
    private static final int NODES = 3;
    private static final double ALARM = 0.8;
    private static final double RAISED = 0.5;

    /** While a new load is being learned, ranks are up to 0.3; a fault would be learned together with it. */
    private static final double CALM = 0.25;

    /**
     * Seconds. A sample is kept ten seconds before it counts as normal, and every second one is; three are needed to
     * compare with. Sooner, as right after the suite's start, the load would explain what the fault does.
     */
    private static final int CALM_LOOKS = 20;

    private static final Duration CALM_LIMIT = Duration.ofMinutes(3);
    private static final Duration ALARM_LIMIT = Duration.ofSeconds(45);
    private static final Duration DIAGNOSIS_LIMIT = Duration.ofSeconds(45);
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(2);

    private final WorkloadScene workload;
    private final Duration diagnosisLimit;
    private long began;
    private int calmLooks;

    /** @param workload whose run is the load */
    DrillScene(WorkloadScene workload) {
        this(workload, DIAGNOSIS_LIMIT);
    }

    DrillScene(WorkloadScene workload, Duration diagnosisLimit) {
        this.workload = workload;
        this.diagnosisLimit = diagnosisLimit;
    }

    @Override
    public String title() {
        return "The drill: a fault on " + NODE + ", found and named";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        stage.say("The load runs on all nodes. A node's rank says how far it is from its own recent normal, 0 to 1.");
        stage.say("A new load is learned within half a minute; then all ranks are low:");
        stage.say(stage.terminal().styled("$ " + ranksCall().curl(), Style.CYAN));
        calm(stage);
        stage.say("Now " + NODE + " gets company: processes that burn CPU beside its database.");
        String fault = stage.cleanUp().start(FAULT, () -> start(stage), id -> end(stage, id));
        double seconds = alarm(stage);
        JsonNode diagnosis = diagnose(stage);
        stage.say("Enough: the fault is stopped, and " + NODE + " calms down.");
        Expect.json(stage.call(stop(fault)), 200);
        stage.cleanUp().done(FAULT);
        recover(stage);
        stage.say("The workload has done its duty, too.");
        Expect.json(stage.call(WorkloadScene.stop(workload.run())), 200);
        stage.cleanUp().done(WorkloadScene.RUNNING);
        stage.summary(
                "anomaly-service",
                String.format(
                        Locale.ROOT,
                        "%s on %s seen after %.0f s, cause named: %s (score %.2f)",
                        TYPE,
                        NODE,
                        seconds,
                        diagnosis.path("type").asText(),
                        diagnosis.path("score").asDouble()));
    }

    private static Call ranksCall() {
        return Call.get("/api/anomaly/ranks?window=5s");
    }

    private static Call stop(String fault) {
        return Call.post("/api/anomaly/stop", Map.of("id", fault));
    }

    private static String start(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("type", TYPE);
        fault.put("target", NODE);
        fault.put("severity", "medium");
        // Ends by itself if nobody is left to stop it.
        fault.put("duration", "150s");
        JsonNode started = Expect.json(stage.call(Call.post("/api/anomaly/start", fault)), 200);
        return Expect.text(started, "id");
    }

    private static void end(Stage stage, String fault) throws IOException, InterruptedException, WrongAnswerException {
        Expect.status(stage.quietly(stop(fault)), 200);
    }

    private void calm(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        begin();
        boolean calm = stage.await(CALM_LIMIT, () -> {
            calmLooks = look(stage, "calm").below(CALM, NODES) ? calmLooks + 1 : 0;
            return calmLooks >= CALM_LOOKS;
        });
        Expect.that(calm, "the ranks were not calm within " + CALM_LIMIT.toSeconds() + " s");
    }

    private double alarm(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        begin();
        boolean raised = stage.await(ALARM_LIMIT, () -> look(stage, "fault").of(NODE) > ALARM);
        Expect.that(
                raised,
                "the rank of " + NODE + " was not above " + ALARM + " within " + ALARM_LIMIT.toSeconds() + " s");
        double seconds = seconds();
        stage.found(String.format(Locale.ROOT, "%s stands out after %.0f s.", NODE, seconds));
        return seconds;
    }

    private JsonNode diagnose(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        Call diagnosis = Call.get("/api/anomaly/diagnosis?window=15s");
        // It is another one each second: the one that is shown must be right itself.
        List<JsonNode> shown = new ArrayList<>();
        boolean named = stage.await(
                diagnosisLimit,
                () -> isNamed(Expect.array(stage.quietly(diagnosis), 200)) && isNamed(show(stage, diagnosis, shown)));
        JsonNode all = named ? shown.get(0) : show(stage, diagnosis, shown);
        Expect.that(named, "the diagnosis does not name " + TYPE + " on " + NODE + " first: " + all);
        JsonNode first = all.get(0);
        stage.found(String.format(
                Locale.ROOT, "The diagnosis: %s on %s, score %.2f. What speaks for it:", TYPE, NODE, score(first)));
        int told = 0;
        for (JsonNode evidence : first.path("evidence")) {
            if (told++ < 3) {
                stage.say(String.format(
                        Locale.ROOT,
                        "    %-32s %.1f before, %.1f now",
                        Expect.text(evidence, "metric"),
                        Expect.number(evidence, "before"),
                        Expect.number(evidence, "now")));
            }
        }
        Expect.that(told > 0, "the diagnosis has no evidence");
        return first;
    }

    private static JsonNode show(Stage stage, Call diagnosis, List<JsonNode> shown)
            throws IOException, InterruptedException, WrongAnswerException {
        shown.add(0, Expect.array(stage.call(diagnosis), 200));
        return shown.get(0);
    }

    private static double score(JsonNode diagnosis) throws WrongAnswerException {
        return Expect.number(diagnosis, "score");
    }

    private static boolean isNamed(JsonNode diagnoses) {
        JsonNode first = diagnoses.path(0);
        return first.path("node").asText().equals(NODE)
                && first.path("type").asText().equals(TYPE);
    }

    private void recover(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        begin();
        boolean recovered =
                stage.await(RECOVERY_LIMIT, () -> look(stage, "stopped").below(RAISED, NODES));
        Expect.that(recovered, "the ranks were not calm again within " + RECOVERY_LIMIT.toSeconds() + " s");
        stage.found(String.format(Locale.ROOT, "All nodes are calm again after %.0f s.", seconds()));
    }

    private Ranks look(Stage stage, String phase) throws IOException, InterruptedException, WrongAnswerException {
        Ranks ranks = Ranks.of(Expect.array(stage.quietly(ranksCall()), 200));
        stage.say(String.format(Locale.ROOT, "  %-8s %3.0f s  %s", phase, seconds(), ranks.render(stage.terminal())));
        return ranks;
    }

    private void begin() {
        began = System.nanoTime();
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
