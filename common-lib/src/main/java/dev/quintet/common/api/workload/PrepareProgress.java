package dev.quintet.common.api.workload;

/**
 * How far a preparation is.
 *
 * @param rows rows loaded
 * @param totalRows rows to load; what was there already is not counted
 * @param percent 0 to 100
 * @param secondsLeft by the pace so far; null while that is not known
 */
public record PrepareProgress(long rows, long totalRows, double percent, Long secondsLeft) {}
