package dev.quintet.local.load;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Checks of tasks and items. */
final class TaskChecks {

    private final CheckList list;
    private final PatientCaller caller;
    private final URI gateway;
    private final RandomGenerator random;

    /** @param gateway its address, to which all links have to lead */
    TaskChecks(CheckList list, PatientCaller caller, URI gateway, RandomGenerator random) {
        this.list = list;
        this.caller = caller;
        this.gateway = gateway;
        this.random = random;
    }

    void run() throws InterruptedException {
        list.check("items: posted, processed, and read back the same", this::item);
        list.check("items: an unknown one is 404", () -> problem(Endpoint.ITEM_READ, Call.get("/items/-7"), 404));
        list.check(
                "items: an id that is no number is 422",
                () -> invalid(Endpoint.ITEM_READ, Call.get("/items/abc"), "item_id"));
        list.check(
                "items: without a price is 422 and names it",
                () -> invalid(Endpoint.ITEM_CREATE, Call.post("/items/", Map.of("name", "lamp")), "price"));
        list.check(
                "items: a price of the wrong type is 422 and names it",
                () -> invalid(
                        Endpoint.ITEM_CREATE,
                        Call.post("/items/", Map.of("name", "lamp", "price", List.of())),
                        "price"));
        list.check(
                "items: broken JSON is 400",
                () -> problem(
                        Endpoint.ITEM_CREATE, Call.post("/items/", Map.of()).withBody("{\"name\":"), 400));
        list.check(
                "items: text instead of JSON is 415",
                () -> problem(
                        Endpoint.ITEM_CREATE,
                        Call.post("/items/").with("Content-Type", "text/plain").withBody("lamp"),
                        415));
        list.check(
                "items: PATCH is 405",
                () -> problem(Endpoint.OTHER, new Call("PATCH", "/items/1", Map.of(), "", true), 405));
        list.check("tasks: one is sent, waited for, and answers its payload", this::echo);
        list.check(
                "tasks: an unknown type is 422 and names it",
                () -> invalid(Endpoint.TASK_CREATE, Call.post("/api/tasks", Map.of("type", "nonsense")), "type"));
        list.check(
                "tasks: an unknown id is 404",
                () -> problem(Endpoint.TASK_READ, Call.get("/api/tasks/00000000000000000000000000"), 404));
        list.check("tasks: the same idempotency key answers the first task", this::idempotent);
        list.check("tasks: a batch is accepted whole", this::batch);
        list.check("tasks: the queues tell their figures", () -> {
            caller.ask(Endpoint.QUEUES, Call.get("/api/queues"), answer -> {
                JsonNode queues = Expect.array(answer, 200);
                Expect.that(!queues.isEmpty(), "there is no queue");
                for (JsonNode queue : queues) {
                    Expect.that(Expect.number(queue, "waiting") >= 0, "waiting of " + queue);
                }
            });
        });
        list.check("tasks: there are live workers", () -> {
            caller.ask(
                    Endpoint.OTHER,
                    Call.get("/api/workers"),
                    answer -> Expect.that(!Expect.array(answer, 200).isEmpty(), "there is no worker"));
        });
    }

    private void item() throws WrongAnswerException, InterruptedException {
        long id = random.nextLong(1L << 40, 1L << 52);
        Call post = Call.post(
                "/items/", Map.of("id", id, "name", "lamp", "description", "bright", "price", 10.0, "tax", 0.2));
        Answer posted = caller.ask(Endpoint.ITEM_CREATE, post, answer -> {
            checkItem(answer, id);
            double seconds = Items.processTime(answer);
            Expect.that(seconds > 0, "X-Process-Time is " + seconds);
        });
        Answer read = caller.ask(Endpoint.ITEM_READ, Call.get("/items/" + id), answer -> checkItem(answer, id));
        Expect.that(
                Expect.json(read, 200).equals(Expect.json(posted, 200)),
                "posted " + posted.body() + ", read " + read.body());
    }

    private static void checkItem(Answer answer, long id) throws WrongAnswerException {
        JsonNode item = Expect.json(answer, 200);
        Expect.that(item.path("id").asLong() == id, "id of " + item);
        Expect.that(Expect.text(item, "name").equals("lamp"), "name of " + item);
        Expect.that(Expect.text(item, "description").equals("bright"), "description of " + item);
        Expect.that(Math.abs(Expect.number(item, "price_with_tax") - 12.0) < 1e-9, "price_with_tax of " + item);
    }

    private JsonNode create(Map<String, ?> task) throws WrongAnswerException, InterruptedException {
        Answer created = caller.ask(Endpoint.TASK_CREATE, Call.post("/api/tasks", task), answer -> {
            String id = Expect.text(Expect.json(answer, 202), "id");
            Expect.location(answer, gateway, "/api/tasks/" + id);
        });
        return Expect.json(created, 202);
    }

    private void echo() throws WrongAnswerException, InterruptedException {
        Map<String, Object> payload = Map.of("number", random.nextInt(), "text", "é\uD83D\uDE00");
        String id = Expect.text(create(Map.of("type", "echo", "payload", payload)), "id");
        caller.ask(Endpoint.TASK_READ, Call.get("/api/tasks/" + id + "?wait=15s"), answer -> {
            JsonNode task = Expect.json(answer, 200);
            Expect.that(Expect.text(task, "state").equals("succeeded"), "state of " + task);
            Expect.that(
                    task.path("result")
                            .path("number")
                            .equals(task.path("payload").path("number")),
                    "result of " + task);
            Expect.that(task.path("result").path("text").asText().equals("é\uD83D\uDE00"), "result of " + task);
        });
    }

    private void idempotent() throws WrongAnswerException, InterruptedException {
        Map<String, ?> task = Map.of("type", "echo", "payload", 1, "idempotencyKey", "load-check-" + random.nextLong());
        String first = Expect.text(create(task), "id");
        String second = Expect.text(create(task), "id");
        Expect.that(first.equals(second), "two tasks, " + first + " and " + second);
    }

    private void batch() throws WrongAnswerException, InterruptedException {
        Map<String, ?> echo = Map.of("type", "echo", "payload", 1);
        caller.ask(
                Endpoint.TASK_BATCH,
                Call.post("/api/tasks/batch", Map.of("tasks", List.of(echo, echo, echo))),
                answer -> {
                    JsonNode accepted = Expect.json(answer, 202);
                    Expect.that(accepted.path("accepted").asInt() == 3, "accepted of " + accepted);
                    Expect.that(accepted.path("ids").size() == 3, "ids of " + accepted);
                });
    }

    private void problem(Endpoint endpoint, Call call, int status) throws WrongAnswerException, InterruptedException {
        caller.ask(endpoint, call, answer -> Expect.problem(answer, status));
    }

    private void invalid(Endpoint endpoint, Call call, String field) throws WrongAnswerException, InterruptedException {
        caller.ask(endpoint, call, answer -> Expect.invalid(answer, field));
    }
}
