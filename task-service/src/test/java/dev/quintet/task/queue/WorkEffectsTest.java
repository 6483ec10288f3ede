package dev.quintet.task.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static dev.quintet.task.queue.RealRedis.await;
import static dev.quintet.task.queue.Samples.delayed;
import static dev.quintet.task.queue.Samples.keyed;
import static dev.quintet.task.queue.Samples.task;

/** The scripts of senders and workers. */
class WorkEffectsTest extends ScriptEffects {
    static Stream<Row> table() {
        List<Row> rows = new ArrayList<>();
        rows.add(row(
                "a new task",
                QueueScript.ENQUEUE,
                ScriptEffects::nothing,
                b -> b.enqueue(task("a")),
                "counters",
                "index",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "a delayed task",
                QueueScript.ENQUEUE,
                ScriptEffects::nothing,
                b -> b.enqueue(delayed("a", LEASE)),
                "counters",
                "index",
                "delayed",
                "task:a"));
        rows.add(row(
                "a task with a key",
                QueueScript.ENQUEUE,
                ScriptEffects::waiting,
                b -> b.enqueue(keyed("k", "key")),
                "counters",
                "index",
                "stream:normal",
                "task:k",
                "idem:key"));
        rows.add(row(
                "a known key",
                QueueScript.ENQUEUE,
                b -> b.enqueue(keyed("k", "key")),
                b -> b.enqueue(keyed("l", "key"))));
        rows.add(row(
                "a claim",
                QueueScript.CLAIM,
                ScriptEffects::waiting,
                Bench::claim,
                "counters",
                "leases",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "a claim of another type",
                QueueScript.CLAIM,
                ScriptEffects::waiting,
                b -> b.claim("other"),
                "counters",
                "stream:normal",
                "parked",
                "parked:echo"));
        rows.add(row(
                "a claim while paused",
                QueueScript.CLAIM,
                b -> {
                    waiting(b);
                    await(b.queue.pause(true));
                },
                Bench::claim));
        rows.add(row(
                "a heartbeat",
                QueueScript.HEARTBEAT,
                b -> {
                    running(b);
                    b.score("leases", "a");
                },
                b -> await(b.leases.heartbeat("w", "{}", LEASE, List.of(FIRST))),
                "leases",
                "workers",
                "workers:seen"));
        rows.add(row(
                "progress",
                QueueScript.PROGRESS,
                ScriptEffects::running,
                b -> await(b.leases.progress(FIRST, 0.5, "half")),
                "task:a"));
        rows.add(row(
                "success",
                QueueScript.FINISH,
                ScriptEffects::running,
                b -> b.finish(Ending.succeeded(FIRST, "1")),
                "counters",
                "ended",
                "leases",
                "task:a"));
        rows.add(row(
                "failure with a pause",
                QueueScript.FINISH,
                ScriptEffects::running,
                b -> b.finish(Ending.retry(FIRST, "{}", LEASE)),
                "counters",
                "delayed",
                "leases",
                "task:a"));
        rows.add(row(
                "handing back",
                QueueScript.FINISH,
                ScriptEffects::running,
                b -> b.finish(Ending.released(FIRST)),
                "counters",
                "leases",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "a stale end",
                QueueScript.FINISH,
                b -> {
                    running(b);
                    b.finish(Ending.succeeded(FIRST, "1"));
                },
                b -> b.finish(Ending.failed(FIRST, "{}"))));
        rows.add(row(
                "an end and a claim together",
                QueueScript.EXCHANGE,
                b -> {
                    running(b);
                    b.enqueue(task("b"));
                },
                b -> await(b.leases.exchange("w", List.of(Ending.succeeded(FIRST, "1")), 1, LEASE, List.of("echo"))),
                "counters",
                "ended",
                "leases",
                "stream:normal",
                "task:a",
                "task:b"));
        return rows.stream();
    }
}
