package dev.quintet.workload.run;

import java.util.Optional;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport.Measured;

/** What one process of a benchmark program said so far. Lines come from one thread, questions from another. */
public interface ProgramOutput {

    /** A line of its output. */
    void line(String line);

    /** The last interval. */
    Measured interval();

    /** All of it: as the program sums it up at its end, before that the sum of its intervals. */
    Measured total();

    /** Latency, microseconds; empty while the program has not told it. */
    Histogram latency();

    /** What it said went wrong, if anything did. */
    Optional<String> failure();
}
