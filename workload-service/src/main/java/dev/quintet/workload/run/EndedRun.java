package dev.quintet.workload.run;

import java.util.List;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;

/**
 * What stays of a run.
 *
 * @param view its last state
 * @param reports its last reports
 * @param latency of all measured transactions, microseconds
 */
public record EndedRun(RunView view, List<RunReport> reports, Histogram latency) {}
