package dev.quintet.local.load;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Checks of workloads. They start none. */
final class WorkloadChecks {

    private final CheckList list;
    private final PatientCaller caller;

    WorkloadChecks(CheckList list, PatientCaller caller) {
        this.list = list;
        this.caller = caller;
    }

    void run() throws InterruptedException {
        list.check("workloads: the types are listed with their options", () -> {
            caller.ask(Endpoint.WORKLOAD_TYPES, Call.get("/api/workload/types"), answer -> {
                JsonNode sysbench = named(Expect.array(answer, 200), "type", "sysbench");
                Expect.that(sysbench.path("options").size() > 5, "options of " + sysbench);
            });
        });
        list.check("workloads: the targets are listed without passwords", () -> {
            caller.ask(Endpoint.WORKLOAD_TARGETS, Call.get("/api/workload/targets"), answer -> {
                JsonNode targets = Expect.array(answer, 200);
                Expect.that(!targets.isEmpty(), "there is no target");
                Expect.that(!answer.body().contains("password"), "a password is shown");
                for (JsonNode target : targets) {
                    Expect.that(!target.path("nodes").isEmpty(), "nodes of " + target);
                }
            });
        });
        list.check(
                "workloads: what runs is listed with its figures",
                () -> caller.ask(Endpoint.WORKLOAD_ACTIVE, Call.get("/api/workload/active"), Reads::checkActive));
        list.check("workloads: the history is listed", () -> {
            caller.ask(
                    Endpoint.OTHER,
                    Call.get("/api/workload/runs?limit=5"),
                    answer -> Expect.that(Expect.json(answer, 200).path("items").isArray(), "no items"));
        });
        list.check("workloads: an unknown type is 422 and lists the types", () -> {
            Answer refused = invalid(Call.post("/api/workload/start", Map.of("type", "nonsense")), "type");
            Expect.that(refused.body().contains("sysbench"), "says " + refused.body());
        });
        list.check(
                "workloads: no threads at all is 422 and names them",
                () -> invalid(Call.post("/api/workload/start", Map.of("type", "sysbench", "threads", 0)), "threads"));
        list.check("workloads: stopping an unknown run is 404", () -> {
            caller.ask(
                    Endpoint.WORKLOAD_STOP,
                    Call.post("/api/workload/stop/no-such-run"),
                    answer -> Expect.problem(answer, 404));
        });
    }

    private static JsonNode named(JsonNode all, String field, String name) throws WrongAnswerException {
        for (JsonNode one : all) {
            if (one.path(field).asText().equals(name)) {
                return one;
            }
        }
        throw new WrongAnswerException("content", name + " is not among " + all);
    }

    private Answer invalid(Call call, String field) throws WrongAnswerException, InterruptedException {
        return caller.ask(Endpoint.WORKLOAD_START, call, answer -> Expect.invalid(answer, field));
    }
}
