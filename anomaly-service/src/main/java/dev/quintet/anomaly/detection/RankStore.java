package dev.quintet.anomaly.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ranks of every node, held for the window. */
public final class RankStore {
    private final Map<String, RankHistory> histories = new LinkedHashMap<>();

    public RankStore(List<String> nodes, int capacity) {
        nodes.forEach(node -> histories.put(node, new RankHistory(capacity)));
    }

    /** @throws IllegalArgumentException if there is no such node */
    public RankHistory of(String node) {
        RankHistory history = histories.get(node);
        if (history == null) {
            throw new IllegalArgumentException("no such node: " + node);
        }
        return history;
    }
}
