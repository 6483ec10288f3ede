package dev.quintet.common.api.workload;

import java.util.List;

/**
 * A run with its reports: the JSON export.
 *
 * @param run the run
 * @param reports its reports, oldest first
 */
public record RunDocument(RunView run, List<RunReport> reports) {}
