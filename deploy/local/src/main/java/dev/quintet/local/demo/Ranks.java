package dev.quintet.local.demo;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Expect;
import dev.quintet.local.client.Terminal;
import dev.quintet.local.client.Terminal.Style;
import dev.quintet.local.client.WrongAnswerException;

/**
 * The latest rank of each node.
 *
 * @param byNode 0 to 1, by the node's name
 */
record Ranks(Map<String, Double> byNode) {

    private static final double ALARM = 0.8;
    private static final double RAISED = 0.5;
    private static final int WIDTH = 10;

    Ranks {
        byNode = Collections.unmodifiableMap(new TreeMap<>(byNode));
    }

    /** From the answer of {@code /api/anomaly/ranks}, which is ascending in time. */
    static Ranks of(JsonNode points) throws WrongAnswerException {
        Map<String, Double> latest = new TreeMap<>();
        for (JsonNode point : points) {
            double rank = Expect.number(point, "rank");
            Expect.that(rank >= 0 && rank <= 1, "rank of " + point);
            latest.put(Expect.text(point, "node"), rank);
        }
        return new Ranks(latest);
    }

    /** -1 while there is none. */
    double of(String node) {
        return byNode.getOrDefault(node, -1.0);
    }

    /** Whether so many nodes have a rank, and all of them one below the limit. */
    boolean below(double limit, int nodes) {
        return byNode.size() >= nodes && byNode.values().stream().allMatch(rank -> rank < limit);
    }

    /** A little bar for each node. */
    String render(Terminal terminal) {
        StringBuilder line = new StringBuilder();
        byNode.forEach((node, rank) -> {
            Style style = rank >= ALARM ? Style.RED : rank >= RAISED ? Style.YELLOW : Style.GREEN;
            line.append(node)
                    .append(' ')
                    .append(terminal.styled(terminal.bar(rank, WIDTH), style))
                    .append(String.format(Locale.ROOT, " %.2f   ", rank));
        });
        return line.isEmpty()
                ? "no rank yet: the normal is being learned"
                : line.toString().stripTrailing();
    }
}
