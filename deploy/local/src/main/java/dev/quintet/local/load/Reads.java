package dev.quintet.local.load;

import java.time.DateTimeException;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Calls that read how things are, and what they have to answer. */
final class Reads {

    private static final String[] SERVICES = {"task", "backendify", "badge", "workload", "anomaly"};

    private Reads() {}

    static void health(LoadCaller caller) throws InterruptedException {
        caller.call(Endpoint.HEALTH, Call.get("/health").open(), Reads::checkHealth);
    }

    static void workload(LoadCaller caller) throws InterruptedException {
        caller.call(Endpoint.WORKLOAD_ACTIVE, Call.get("/api/workload/active"), Reads::checkActive);
    }

    static void ranks(LoadCaller caller) throws InterruptedException {
        caller.call(Endpoint.RANKS, Call.get("/api/anomaly/ranks?window=10s"), Reads::checkRanks);
    }

    static void checkHealth(Answer answer) throws WrongAnswerException {
        JsonNode health = Expect.json(answer, 200);
        state(health, "the suite");
        for (String service : SERVICES) {
            state(health.path("services").path(service), service);
        }
    }

    private static void state(JsonNode part, String name) throws WrongAnswerException {
        String status = Expect.text(part, "status");
        Expect.that(
                status.equals("up") || status.equals("degraded") || status.equals("down"),
                "status of " + name + " is " + status);
    }

    static void checkActive(Answer answer) throws WrongAnswerException {
        for (JsonNode run : Expect.array(answer, 200)) {
            Expect.that(!Expect.text(run, "id").isEmpty(), "id of " + run);
            Expect.that(Expect.number(run.path("metrics"), "tps") >= 0, "tps of " + run);
            Expect.that(Expect.number(run.path("metrics").path("latency_ms"), "p99") >= 0, "p99 of " + run);
        }
    }

    static void checkRanks(Answer answer) throws WrongAnswerException {
        for (JsonNode point : ascending(Expect.array(answer, 200))) {
            double rank = Expect.number(point, "rank");
            Expect.that(rank >= 0 && rank <= 1, "rank of " + point);
        }
    }

    static void checkMetrics(Answer answer) throws WrongAnswerException {
        JsonNode points = ascending(Expect.array(answer, 200));
        Expect.that(!points.isEmpty(), "no metric was collected");
        for (JsonNode point : points) {
            for (String metric : new String[] {"cpu", "memory", "network", "disk"}) {
                JsonNode value = point.path(metric);
                Expect.that(value.isNull() || (value.isNumber() && value.asDouble() >= 0), metric + " of " + point);
            }
        }
    }

    /** Points of nodes by time. */
    private static JsonNode ascending(JsonNode points) throws WrongAnswerException {
        Instant before = Instant.MIN;
        for (JsonNode point : points) {
            Expect.that(!Expect.text(point, "node").isEmpty(), "node of " + point);
            Instant time = time(Expect.text(point, "timestamp"));
            Expect.that(!time.isBefore(before), "the times go back at " + point);
            before = time;
        }
        return points;
    }

    private static Instant time(String text) throws WrongAnswerException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new WrongAnswerException("content", "timestamp is no time in UTC: " + text);
        }
    }
}
