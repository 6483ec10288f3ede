package dev.quintet.anomaly.metric;

import java.util.Objects;

/**
 * What is known of a metric before it is measured.
 *
 * @param name unique, lower case with underscores, the unit last
 * @param group what it tells about
 * @param scalesWithWork whether it may rise in proportion to the statements served
 * @param ownToNode whether it tells what this node itself does or consumes; false where a busy neighbour on the same
 *     machine moves it as much as the node's own trouble, so that it is evidence but no ground for suspicion
 * @param floor a change smaller than this means nothing, whatever the variance; same unit as the metric, above 0
 */
public record Metric(String name, MetricGroup group, boolean scalesWithWork, boolean ownToNode, double floor) {
    public Metric {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        if (!(floor > 0)) {
            throw new IllegalArgumentException("floor of " + name + " must be above 0");
        }
    }

    /** A metric of the node's own doing that grows with its work. */
    public static Metric work(String name, MetricGroup group, double floor) {
        return new Metric(name, group, true, true, floor);
    }

    /** A metric of the node's own doing that does not grow with its work. */
    public static Metric level(String name, MetricGroup group, double floor) {
        return new Metric(name, group, false, true, floor);
    }

    /** A metric that a busy neighbour moves too. */
    public static Metric shared(String name, MetricGroup group, double floor) {
        return new Metric(name, group, false, false, floor);
    }
}
