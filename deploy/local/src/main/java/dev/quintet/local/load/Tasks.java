package dev.quintet.local.load;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Sends tasks that answer their payload, and waits for what they answer. */
final class Tasks {

    /** Tasks whose end was not seen yet; with more than that the next thing to do is to look. */
    private static final int MOST_PENDING = 512;

    /** Delayed is a task whose worker died: another will take it. */
    private static final Set<String> STATES = Set.of("succeeded", "running", "waiting", "delayed");

    private final LoadCaller caller;
    private final String run;
    private final BlockingQueue<Pending> pending = new ArrayBlockingQueue<>(MOST_PENDING);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Losses losses = new Losses();

    private record Pending(String id, int number) {}

    Tasks(LoadCaller caller, String run) {
        this.caller = caller;
        this.run = run;
    }

    void create() throws InterruptedException {
        if (pending.remainingCapacity() < LoadOptions.MOST_CONCURRENCY) {
            read();
            return;
        }
        int number = next.getAndIncrement();
        Outcome outcome = caller.call(
                Endpoint.TASK_CREATE,
                Call.post("/api/tasks", Map.of("type", "echo", "payload", payload(number))),
                this::checkAccepted);
        if (outcome instanceof Outcome.Right right) {
            accepted.incrementAndGet();
            pending.put(new Pending(id(right.answer()), number));
        }
    }

    private Map<String, Object> payload(int number) {
        return Map.of("run", run, "number", number);
    }

    /** Waits for a task that was sent; sends one if none is pending. */
    void read() throws InterruptedException {
        Pending task = pending.poll();
        if (task == null) {
            create();
            return;
        }
        Outcome outcome = waitFor(caller, task, "2s");
        if (outcome instanceof Outcome.Right right && isSucceeded(right.answer())) {
            losses.verified();
        } else {
            pending.put(task);
        }
    }

    private Outcome waitFor(LoadCaller by, Pending task, String wait) throws InterruptedException {
        return by.call(
                Endpoint.TASK_READ,
                Call.get("/api/tasks/" + task.id() + "?wait=" + wait),
                answer -> check(answer, task));
    }

    int acceptedCount() {
        return accepted.get();
    }

    /**
     * Looks for the end of every task that is still pending.
     *
     * @param searcher whose meters are not those of the load: looking too early is no error
     */
    Losses verify(LoadCaller searcher, Patience patience) throws InterruptedException {
        for (Pending task = pending.poll(); task != null; task = pending.poll()) {
            Outcome outcome = waitFor(searcher, task, "5s");
            while (!isDone(outcome) && patience.waitAMoment()) {
                outcome = waitFor(searcher, task, "5s");
            }
            if (isDone(outcome)) {
                losses.verified();
            } else {
                losses.lost("task " + task.id() + ": " + outcome);
            }
        }
        return losses;
    }

    private static boolean isDone(Outcome outcome) {
        return outcome instanceof Outcome.Right right && isSucceeded(right.answer());
    }

    private void checkAccepted(Answer answer) throws WrongAnswerException {
        JsonNode task = Expect.json(answer, 202);
        String id = Expect.text(task, "id");
        Expect.that(id.matches("[0-9a-zA-Z_-]{1,64}"), "id of " + task);
        Expect.location(answer, caller.gateway(), "/api/tasks/" + id);
    }

    private static String id(Answer answer) {
        return field(answer, "id");
    }

    private static boolean isSucceeded(Answer answer) {
        return field(answer, "state").equals("succeeded");
    }

    private static String field(Answer answer, String name) {
        try {
            return Expect.text(Expect.json(answer, answer.status()), name);
        } catch (WrongAnswerException e) {
            throw new IllegalStateException("this was checked before", e);
        }
    }

    private void check(Answer answer, Pending asked) throws WrongAnswerException {
        JsonNode task = Expect.json(answer, 200);
        Expect.that(Expect.text(task, "id").equals(asked.id()), "id of " + task);
        String state = Expect.text(task, "state");
        Expect.that(STATES.contains(state), "state of " + task);
        if (state.equals("succeeded")) {
            JsonNode result = task.path("result");
            Expect.that(
                    result.path("number").isIntegralNumber()
                            && result.path("number").asInt() == asked.number()
                            && result.path("run").asText().equals(run),
                    "result of " + task);
        }
    }
}
