package dev.quintet.common.api.anomaly;

import java.util.List;

/**
 * A page of experiments, newest first, without their runs.
 *
 * @param items at most as many as asked for
 * @param next cursor of the next page; null on the last
 */
public record ExperimentPage(List<ExperimentView> items, String next) {}
