package dev.quintet.anomaly.metric;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.node.Nodes;
import dev.quintet.anomaly.time.DurationText;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

/** Reads the query parameters {@code window} and {@code node} that all views of the metrics share. */
@Singleton
public final class Windows {
    private final Nodes nodes;
    private final Clock clock;
    private final Duration longest;

    Windows(Nodes nodes, Clock clock, MetricConfig config) {
        this.nodes = nodes;
        this.clock = clock;
        this.longest = Duration.ofMinutes(config.windowMinutes());
    }

    /**
     * The beginning of the window that ends now.
     *
     * @param text a duration; null = all that is held
     * @throws ProblemException 422 if it is no duration, zero, or longer than what is held
     */
    public Instant from(String text) {
        return clock.instant().minus(length(text, longest));
    }

    /** As {@link #from}, with a default of one's own. */
    public Duration length(String text, Duration fallback) {
        if (text == null) {
            return fallback;
        }
        return DurationText.parse(text)
                .filter(window -> !window.isZero() && window.compareTo(longest) <= 0)
                .orElseThrow(() -> invalid(
                        "window",
                        "is not a duration above 0 and at most " + longest.toSeconds()
                                + "s; write seconds (300) or units (\"30s\", \"5m\")"));
    }

    /**
     * The names of the nodes asked for.
     *
     * @param node null = all
     * @throws ProblemException 422 if there is no such node
     */
    public List<String> nodes(String node) {
        if (node == null) {
            return nodes.names();
        }
        return List.of(nodes.byName(node)
                .orElseThrow(() -> invalid("node", "is not one of the nodes: " + String.join(", ", nodes.names())))
                .name());
    }

    private static ProblemException invalid(String parameter, String message) {
        return ProblemException.invalid(List.of(new FieldError(List.of("query", parameter), message)));
    }
}
