package dev.quintet.local.load;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Checks of anomalies. They inject nothing. */
final class AnomalyChecks {

    private static final String START = "/api/anomaly/start";

    private final CheckList list;
    private final PatientCaller caller;

    AnomalyChecks(CheckList list, PatientCaller caller) {
        this.list = list;
        this.caller = caller;
    }

    void run() throws InterruptedException {
        list.check(
                "anomalies: the ranks are between 0 and 1, by time",
                () -> caller.ask(Endpoint.RANKS, Call.get("/api/anomaly/ranks?window=60s"), Reads::checkRanks));
        list.check(
                "anomalies: the metrics are there, by time",
                () -> caller.ask(Endpoint.METRICS, Call.get("/api/metrics?window=60s"), Reads::checkMetrics));
        list.check("anomalies: the system metrics come in their envelope", () -> {
            caller.ask(
                    Endpoint.METRICS,
                    Call.get("/api/metrics/system"),
                    answer ->
                            Expect.that(Expect.json(answer, 200).path("metrics").isArray(), "no metrics"));
        });
        list.check("anomalies: the faults in force are listed", () -> {
            caller.ask(Endpoint.FAULTS, Call.get("/api/anomaly/active"), answer -> Expect.array(answer, 200));
        });
        list.check("anomalies: the diagnosis is a list", () -> {
            caller.ask(Endpoint.DIAGNOSIS, Call.get("/api/anomaly/diagnosis"), answer -> Expect.array(answer, 200));
        });
        list.check("anomalies: a dry run tells what it would do", this::dryRun);
        list.check("anomalies: an unknown type is 422 and lists the types", () -> {
            Answer refused = invalid(Endpoint.FAULT_START, Call.post(START, Map.of("type", "nonsense")), "type");
            Expect.that(refused.body().contains("cpu_stress"), "says " + refused.body());
        });
        list.check(
                "anomalies: an unknown node is 422 and names the field",
                () -> invalid(
                        Endpoint.FAULT_START,
                        Call.post(START, Map.of("type", "cpu_stress", "target", "no-such-node")),
                        "target"));
        list.check(
                "anomalies: a window that is no duration is 422 and names it",
                () -> invalid(Endpoint.RANKS, Call.get("/api/anomaly/ranks?window=soon"), "window"));
        list.check("anomalies: stopping an unknown fault is 404", () -> {
            caller.ask(
                    Endpoint.OTHER,
                    Call.post("/api/anomaly/stop", Map.of("id", "no-such-fault")),
                    answer -> Expect.problem(answer, 404));
        });
    }

    private void dryRun() throws WrongAnswerException, InterruptedException {
        Call call = Call.post(
                START,
                Map.of(
                        "type",
                        "cpu_stress",
                        "target",
                        "node2",
                        "severity",
                        "medium",
                        "duration",
                        "30s",
                        "dry_run",
                        true));
        caller.ask(Endpoint.FAULT_START, call, answer -> {
            JsonNode plan = Expect.json(answer, 200).path("plan");
            Expect.that(plan.size() == 1 && plan.get(0).path("target").asText().equals("node2"), "plan " + plan);
        });
    }

    private Answer invalid(Endpoint endpoint, Call call, String field)
            throws WrongAnswerException, InterruptedException {
        return caller.ask(endpoint, call, answer -> Expect.invalid(answer, field));
    }
}
