package dev.quintet.common.api.anomaly;

/**
 * What a node's latest anomaly really was, {@code POST /api/anomaly/diagnosis/feedback}.
 *
 * @param node the node
 * @param type the cause: the diagnosed one if that was right, else the right one
 * @param window how far back the anomaly is sought, as {@code "5m"} or seconds; null = ten minutes
 */
public record Feedback(String node, String type, String window) {}
