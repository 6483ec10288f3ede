package dev.quintet.common.api.anomaly;

/**
 * Asks for the end of faults, {@code POST /api/anomaly/stop}.
 *
 * @param id one fault's id; null = all
 */
public record StopFault(String id) {}
