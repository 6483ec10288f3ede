package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.quintet.anomaly.metric.Sample;
import dev.quintet.common.api.anomaly.ExperimentRunView;

/** Sums the samples of a node's run up to its seconds: a second without a sample is not there. By one thread. */
final class RunSeconds {
    private final Instant start;
    private long current;
    private double[] sums = {};
    private int[] counts = {};
    private Instant last = Instant.MIN;

    RunSeconds(ExperimentRunView run) {
        this.start = run.startedAt();
    }

    /**
     * The means of a second.
     *
     * @param number from 1
     * @param time of its last sample
     * @param values NaN where nothing was measured
     */
    record Row(long number, Instant time, List<Double> values) {}

    /** Takes a sample in; returns the second before when this one begins another. */
    Optional<Row> add(Sample sample) {
        long second = Math.floorDiv(sample.time().toEpochMilli() - start.toEpochMilli(), 1000) + 1;
        Optional<Row> done = Optional.empty();
        if (second != current) {
            done = end();
            current = second;
            sums = new double[sample.values().length];
            counts = new int[sample.values().length];
        }
        last = sample.time();
        for (int i = 0; i < sums.length; i++) {
            if (!Float.isNaN(sample.values()[i])) {
                sums[i] += sample.values()[i];
                counts[i]++;
            }
        }
        return done;
    }

    /** The last second; empty if there was no sample. */
    Optional<Row> end() {
        if (current == 0) {
            return Optional.empty();
        }
        Double[] means = new Double[sums.length];
        Arrays.setAll(means, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
        return Optional.of(new Row(current, last, new ArrayList<>(Arrays.asList(means))));
    }
}
