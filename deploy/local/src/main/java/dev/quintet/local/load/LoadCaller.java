package dev.quintet.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.GatewayClient;
import dev.quintet.local.client.WrongAnswerException;

/** Sends calls, checks their answers, and measures both. Safe for use by several threads. */
final class LoadCaller {

    private final GatewayClient client;
    private final Duration limit;
    private volatile Meters meters;

    /** @param limit for one answer */
    LoadCaller(GatewayClient client, Meters meters, Duration limit) {
        this.client = client;
        this.meters = meters;
        this.limit = limit;
    }

    /** From now on. To be called between two stretches of load. */
    void measureInto(Meters other) {
        meters = other;
    }

    URI gateway() {
        return client.access().base();
    }

    GatewayClient client() {
        return client;
    }

    /** Sends the call once and says how it went. */
    Outcome call(Endpoint endpoint, Call call, AnswerCheck check) throws InterruptedException {
        long began = System.nanoTime();
        Outcome outcome;
        long nanos;
        try {
            Answer answer = client.send(call, limit);
            nanos = answer.nanos();
            outcome = judge(endpoint, call, answer, check);
        } catch (HttpTimeoutException e) {
            nanos = System.nanoTime() - began;
            outcome = wrong("timeout", call, e.getMessage());
        } catch (IOException e) {
            nanos = System.nanoTime() - began;
            outcome = wrong("connection", call, e.getMessage());
        }
        meters.record(endpoint, nanos, outcome);
        return outcome;
    }

    private static Outcome judge(Endpoint endpoint, Call call, Answer answer, AnswerCheck check) {
        Optional<String> shed = Shedding.kind(endpoint, answer);
        if (shed.isPresent()) {
            return new Outcome.Shed(shed.get(), answer);
        }
        try {
            check.check(answer);
            return new Outcome.Right(answer);
        } catch (WrongAnswerException e) {
            return wrong(e.kind(), call, e.getMessage());
        }
    }

    private static Outcome wrong(String kind, Call call, String why) {
        return new Outcome.Wrong(kind, call.method() + " " + call.path() + ": " + why);
    }
}
