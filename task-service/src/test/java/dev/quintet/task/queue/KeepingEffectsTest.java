package dev.quintet.task.queue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static dev.quintet.task.queue.RealRedis.await;
import static dev.quintet.task.queue.Samples.delayed;
import static dev.quintet.task.queue.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

/** The scripts of people, schedules and upkeep. */
class KeepingEffectsTest extends ScriptEffects {
    static Stream<Row> table() {
        List<Row> rows = new ArrayList<>();
        rows.add(row(
                "a due task",
                QueueScript.PROMOTE,
                b -> {
                    b.enqueue(delayed("a", LEASE));
                    b.score("delayed", "a");
                },
                b -> await(b.upkeep.promote()),
                "counters",
                "delayed",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "a lost lease",
                QueueScript.RECLAIM,
                b -> {
                    running(b);
                    b.score("leases", "a");
                },
                b -> await(b.upkeep.reclaim()),
                "counters",
                "leases",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "an old task",
                QueueScript.EXPIRE,
                b -> {
                    running(b);
                    b.finish(Ending.succeeded(FIRST, "1"));
                    b.score("ended", "a");
                },
                b -> await(b.upkeep.expire()),
                "ended",
                "index",
                "task:a"));
        rows.add(row(
                "cancelling a waiting task",
                QueueScript.CANCEL,
                ScriptEffects::waiting,
                b -> await(b.queue.cancel("a")),
                "counters",
                "ended",
                "task:a"));
        rows.add(row(
                "cancelling a running task",
                QueueScript.CANCEL,
                ScriptEffects::running,
                b -> await(b.queue.cancel("a")),
                "task:a"));
        rows.add(row(
                "a new life",
                QueueScript.REQUEUE,
                ScriptEffects::dead,
                b -> await(b.queue.requeue("a")),
                "counters",
                "dead",
                "stream:normal",
                "task:a"));
        rows.add(row(
                "removing a dead letter",
                QueueScript.REMOVE,
                ScriptEffects::dead,
                b -> await(b.queue.removeDead("a")),
                "dead",
                "index",
                "task:a"));
        rows.add(row("a look", QueueScript.READ, ScriptEffects::waiting, b -> await(b.queue.find("a"))));
        rows.add(row(
                "a look at what is to be told",
                QueueScript.READ,
                ScriptEffects::waiting,
                b -> await(b.queue.watch("a")),
                "task:a"));
        rows.add(row("a pause", QueueScript.PAUSE, ScriptEffects::waiting, b -> await(b.queue.pause(true)), "paused"));
        rows.add(row(
                "a limit",
                QueueScript.LIMIT,
                ScriptEffects::waiting,
                b -> await(b.queue.limit(OptionalLong.of(1))),
                "limit"));
        rows.add(row("figures", QueueScript.STATS, ScriptEffects::dead, b -> await(b.queue.stats())));
        rows.add(row(
                "a list",
                QueueScript.LIST,
                ScriptEffects::waiting,
                b -> await(b.queue.list(new TaskQueue.Filter("", "", "", ""), 5))));
        rows.add(row(
                "dead letters", QueueScript.DEAD_LETTERS, ScriptEffects::dead, b -> await(b.queue.deadLetters("", 5))));
        rows.add(row(
                "a schedule",
                QueueScript.SCHEDULE_PUT,
                ScriptEffects::waiting,
                ScriptEffects::scheduled,
                "counters",
                "schedules",
                "schedules:due",
                "schedule:s"));
        rows.add(row(
                "a list of schedules",
                QueueScript.SCHEDULE_LIST,
                ScriptEffects::scheduled,
                b -> await(b.schedules.list("", 5))));
        rows.add(
                row("what is due", QueueScript.SCHEDULE_DUE, ScriptEffects::scheduled, b -> await(b.schedules.due(5))));
        rows.add(row(
                "a tick",
                QueueScript.SCHEDULE_TICK,
                ScriptEffects::scheduled,
                b -> await(b.schedules.tick(await(b.schedules.due(1)).ticks().get(0), 2, task("a"))),
                "counters",
                "index",
                "stream:normal",
                "task:a",
                "schedules:due",
                "schedule:s"));
        rows.add(row(
                "deleting a schedule",
                QueueScript.SCHEDULE_DELETE,
                ScriptEffects::scheduled,
                b -> await(b.schedules.delete("s")),
                "schedules",
                "schedules:due",
                "schedule:s"));
        return rows.stream();
    }

    @Test
    void theTablesHaveEveryScript() {
        assertThat(Stream.concat(table(), WorkEffectsTest.table())
                        .map(Row::script)
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(QueueScript.class));
    }
}
