package dev.quintet.common.api.anomaly;

/**
 * What a dry run would have applied.
 *
 * @param injector who would apply it
 * @param action what it would do, for a person
 */
public record PlannedFault(String type, String target, String severity, long seconds, String injector, String action) {}
