package dev.quintet.workload.tpch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

import dev.quintet.workload.run.Session;

/**
 * Who executes what next in a test, and how long it took. Worker 0 executes the power test, and in a throughput test
 * the refresh functions; the others are query streams. Thread-safe. A task is given again until it was done, so a
 * connection that breaks loses nothing but time.
 *
 * @see <a href="https://www.tpc.org/tpc_documents_current_versions/pdf/tpc-h_v3.0.1.pdf">clause 5.3</a>
 */
final class TestProgram {

    /** Index of the first refresh function among the transactions; 0 to 21 are the queries. */
    static final int RF1 = Queries.COUNT;
    /** Index of the second. */
    static final int RF2 = RF1 + 1;

    private static final double NANOS = 1e9;

    private final TpchOptions.Test test;
    private final int threads;
    private final LongSupplier nanos;
    private final int[] place;
    private final Map<Integer, Double> powerSeconds = new LinkedHashMap<>();
    private boolean powerDone;
    private int streamsDone;
    private long throughputBegin;
    private double throughputSeconds;

    /** @param nanos a clock that only goes forward */
    TestProgram(TpchOptions.Test test, int threads, LongSupplier nanos) {
        this.test = test;
        this.threads = threads;
        this.nanos = nanos;
        this.place = new int[threads];
        this.powerDone = test == TpchOptions.Test.THROUGHPUT;
    }

    /** Query streams of the throughput test. */
    int streams() {
        return threads - 1;
    }

    /** Pairs of refresh functions that the test executes. */
    int pairs() {
        return switch (test) {
            case QUERIES -> 0;
            case POWER -> 1;
            case THROUGHPUT -> streams();
            case FULL -> 1 + streams();
        };
    }

    /** What a worker executes next, {@link Session#LATER} or {@link Session#DONE}. */
    synchronized int next(int worker) {
        if (test == TpchOptions.Test.QUERIES) {
            return QueryOrder.query(1 + worker, place[worker] % Queries.COUNT) - 1;
        }
        if (!powerDone) {
            return worker == 0 ? power().get(place[0]) : test == TpchOptions.Test.POWER ? Session.DONE : Session.LATER;
        }
        if (test == TpchOptions.Test.POWER || place[worker] >= lengthOf(worker)) {
            return Session.DONE;
        }
        if (throughputBegin == 0) {
            throughputBegin = nanos.getAsLong();
        }
        return worker == 0 ? (place[0] % 2 == 0 ? RF1 : RF2) : QueryOrder.query(worker, place[worker]) - 1;
    }

    /** How often a worker executed all of its stream before. */
    synchronized int round(int worker) {
        return place[worker] / Queries.COUNT;
    }

    /** Which pair of refresh functions worker 0 is at, from 0. */
    synchronized int pair() {
        return !powerDone ? 0 : place[0] / 2 + (test == TpchOptions.Test.FULL ? 1 : 0);
    }

    private int lengthOf(int worker) {
        return worker == 0 ? 2 * streams() : Queries.COUNT;
    }

    private static List<Integer> power() {
        List<Integer> tasks = new ArrayList<>();
        tasks.add(RF1);
        for (int i = 0; i < Queries.COUNT; i++) {
            tasks.add(QueryOrder.query(0, i) - 1);
        }
        tasks.add(RF2);
        return tasks;
    }

    /** A worker has done what it was told. */
    synchronized void done(int worker, int task, double seconds) {
        place[worker]++;
        if (test == TpchOptions.Test.QUERIES) {
            return;
        }
        if (!powerDone) {
            powerSeconds.put(task, seconds);
            if (place[0] == power().size()) {
                powerDone = true;
                place[0] = 0;
            }
        } else if (place[worker] == lengthOf(worker)) {
            streamsDone++;
            if (streamsDone == threads) {
                throughputSeconds = (nanos.getAsLong() - throughputBegin) / NANOS;
            }
        }
    }

    /** Power@Size (clause 5.4.1): 3600 times the scale factor by the geometric mean of the 24 times. */
    synchronized OptionalDouble power(double scaleFactor) {
        if (powerSeconds.size() < Queries.COUNT + 2) {
            return OptionalDouble.empty();
        }
        double longest = powerSeconds.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        // A query that took less than a thousandth of the longest counts as a thousandth (clause 5.4.1.4).
        double logs = powerSeconds.values().stream()
                .mapToDouble(seconds -> Math.log(Math.max(seconds, longest / 1000)))
                .sum();
        return OptionalDouble.of(3600 * scaleFactor / Math.exp(logs / powerSeconds.size()));
    }

    /** Throughput@Size (clause 5.4.2): queries an hour of all streams, times the scale factor. */
    synchronized OptionalDouble throughput(double scaleFactor) {
        return throughputSeconds == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(streams() * Queries.COUNT * 3600 / throughputSeconds * scaleFactor);
    }
}
