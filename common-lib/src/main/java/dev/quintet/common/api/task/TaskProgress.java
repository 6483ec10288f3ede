package dev.quintet.common.api.task;

/**
 * How far the current attempt is, as its handler says.
 *
 * @param value 0..1
 * @param message may be empty
 */
public record TaskProgress(double value, String message) {}
