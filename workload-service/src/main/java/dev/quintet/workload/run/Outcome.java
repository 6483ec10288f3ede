package dev.quintet.workload.run;

import java.util.function.Function;

import org.HdrHistogram.Histogram;

/**
 * What a run measured, for a workload's own figures.
 *
 * @param seconds length of what was measured
 * @param latency microseconds of a transaction, by its name
 */
public record Outcome(double seconds, Function<String, Histogram> latency) {}
