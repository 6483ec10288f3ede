package dev.quintet.common.api.workload;

import java.util.List;

/**
 * A page of runs, newest first.
 *
 * @param items at most as many as asked for
 * @param next cursor of the next page; null on the last
 */
public record RunPage(List<RunView> items, String next) {}
