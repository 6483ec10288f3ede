package dev.quintet.anomaly.detection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last ranks of one node. Safe for use by several threads. */
public final class RankHistory {
    private final int capacity;
    private final Deque<Ranked> ranks = new ArrayDeque<>();

    /**
     * @param scores each cause's score, best first; empty while the node is calm
     */
    public record Ranked(Instant time, double rank, Map<String, Double> scores, String ranker) {
        public Ranked {
            scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        }

        public boolean anomalous() {
            return rank >= NodeWatch.ANOMALOUS;
        }
    }

    public RankHistory(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void add(Ranked ranked) {
        ranks.addLast(ranked);
        if (ranks.size() > capacity) {
            ranks.removeFirst();
        }
    }

    /** Puts a fuller record in the place of the latest one. */
    public synchronized void replaceLatest(Ranked ranked) {
        ranks.removeLast();
        ranks.addLast(ranked);
    }

    /** The ranks from {@code from} on, oldest first. */
    public synchronized List<Ranked> since(Instant from) {
        return ranks.stream().filter(ranked -> !ranked.time().isBefore(from)).toList();
    }

    public synchronized Optional<Ranked> latest() {
        return Optional.ofNullable(ranks.peekLast());
    }
}
