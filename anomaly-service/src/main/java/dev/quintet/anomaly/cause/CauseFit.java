package dev.quintet.anomaly.cause;

/**
 * How well a cause fits.
 *
 * @param fit 0 (the opposite) to 1 (the same)
 */
public record CauseFit(String cause, double fit) {}
