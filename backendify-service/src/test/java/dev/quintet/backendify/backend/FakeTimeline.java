package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when told to; tasks run in the order of their times. */
public final class FakeTimeline implements Timeline {
    private record Task(long at, long order, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now;
    private long order;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Cancellable after(Duration delay, Runnable work) {
        Task task = new Task(now + delay.toNanos(), order++, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Lets time pass, and all happen that falls into it. */
    public void advance(Duration by) {
        long end = now + by.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task next = tasks.remove();
            now = next.at();
            next.work().run();
        }
        now = end;
    }

    /** Tasks still to come. */
    public int pending() {
        return tasks.size();
    }
}
