package dev.quintet.local.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.GatewayClient;
import dev.quintet.local.client.WrongAnswerException;

/** Checks of the gateway's own doing: health, keys, refusals, the live feed. */
final class DoorChecks {

    private static final int FEED_BYTES = 6;

    private final CheckList list;
    private final PatientCaller caller;
    private final GatewayClient client;
    private final RandomGenerator random;

    DoorChecks(CheckList list, PatientCaller caller, GatewayClient client, RandomGenerator random) {
        this.list = list;
        this.caller = caller;
        this.client = client;
        this.random = random;
    }

    void run() throws InterruptedException {
        list.check(
                "gateway: /health tells of every service",
                () -> caller.ask(Endpoint.HEALTH, Call.get("/health").open(), Reads::checkHealth));
        list.check("gateway: a path that nobody owns is a 404 problem", () -> problem(Call.get("/no/such/path"), 404));
        list.check("gateway: no key is 401", () -> problem(Call.get("/items/1").open(), 401));
        list.check(
                "gateway: a wrong key is 401",
                () -> problem(Call.get("/items/1").open().with(Call.KEY_HEADER, "not-a-key"), 401));
        list.check("gateway: a viewer's key reads and does not write", this::viewer);
        list.check("gateway: the live feed opens as server-sent events", this::feed);
    }

    private void problem(Call call, int status) throws WrongAnswerException, InterruptedException {
        caller.ask(Endpoint.OTHER, call, answer -> Expect.problem(answer, status));
    }

    private void viewer() throws WrongAnswerException, InterruptedException {
        Call create =
                Call.post("/api/keys", Map.of("name", "load check " + random.nextInt(1_000_000), "role", "viewer"));
        Answer created = caller.ask(Endpoint.KEYS, create, answer -> {
            JsonNode key = Expect.json(answer, 201);
            Expect.that(Expect.text(key, "key").length() >= 20, "the key is short");
            Expect.that(Expect.text(key, "role").equals("viewer"), "role " + key.path("role"));
        });
        JsonNode key = Expect.json(created, 201);
        String id = Expect.text(key, "id");
        try {
            String secret = Expect.text(key, "key");
            caller.ask(
                    Endpoint.QUEUES,
                    Call.get("/api/queues").open().with(Call.KEY_HEADER, secret),
                    answer -> Expect.array(answer, 200));
            problem(Call.post("/items/", Map.of("name", "a", "price", 1)).open().with(Call.KEY_HEADER, secret), 403);
        } finally {
            caller.ask(Endpoint.KEYS, Call.delete("/api/keys/" + id), answer -> Expect.status(answer, 204));
        }
    }

    private void feed() throws WrongAnswerException, IOException, InterruptedException {
        try (InputStream events = client.open(Call.get("/api/events"))) {
            String head = new String(events.readNBytes(FEED_BYTES), StandardCharsets.UTF_8);
            Expect.that(
                    head.startsWith(":")
                            || head.startsWith("retry:")
                            || head.startsWith("id:")
                            || head.startsWith("event:"),
                    "the feed begins with " + head);
        }
    }
}
