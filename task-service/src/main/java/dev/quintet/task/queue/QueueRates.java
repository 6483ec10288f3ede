package dev.quintet.task.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tasks a second over about the last minute, from totals that are looked at now and then. */
final class QueueRates {
    static final List<String> NAMES = List.of("enqueued", "succeeded", "failed", "retried", "dead", "cancelled");

    private static final double NANOS = 1e9;
    private static final long WINDOW_NANOS = 60_000_000_000L;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long nanos, Map<String, Long> totals) {}

    /** @param totals since the queue was made */
    synchronized void note(long nanos, Map<String, Long> totals) {
        looks.addLast(new Look(nanos, totals));
        while (looks.size() > 2 && nanos - looks.peekFirst().nanos() > WINDOW_NANOS) {
            looks.removeFirst();
        }
    }

    /** Zero until there were two looks. */
    synchronized Map<String, Double> perSecond() {
        Map<String, Double> rates = new TreeMap<>();
        for (String name : NAMES) {
            rates.put(name, rate(name));
        }
        return rates;
    }

    private double rate(String name) {
        if (looks.size() < 2) {
            return 0;
        }
        Look first = looks.peekFirst();
        Look last = looks.peekLast();
        double seconds = (last.nanos() - first.nanos()) / NANOS;
        long count = last.totals().getOrDefault(name, 0L) - first.totals().getOrDefault(name, 0L);
        return Math.round(count / seconds * 100) / 100.0;
    }
}
