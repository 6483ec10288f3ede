package dev.quintet.task.worker;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param id unique among all workers of the queue
 * @param slots most tasks at a time, 1 or more
 * @param lease how long a task stays a worker's without a heartbeat; renewed at a third of it
 * @param stuckAfter how long a handler may go on after it was told to stop, before its slot is given to another
 * @param grace how long a stopping worker lets handlers finish
 * @param lastWords how long, after that, handing back may take
 */
public record WorkerSettings(
        String id, int slots, Duration lease, Duration stuckAfter, Duration grace, Duration lastWords) {
    public WorkerSettings {
        if (slots < 1 || lease.toMillis() < 100) {
            throw new IllegalArgumentException("a worker needs a slot or more, and a lease of 100 ms or more");
        }
    }
}
