package dev.quintet.common.api.anomaly;

/**
 * A metric that moved.
 *
 * @param before its median while the node was calm
 * @param now its median since
 * @param change {@code (now - before) / |before|}; null if it was zero before
 * @param z the change in units of its calm spread
 * @param expected {@code up} or {@code down} if the cause predicts a direction, else null
 */
public record Evidence(String metric, double before, double now, Double change, double z, String expected) {}
