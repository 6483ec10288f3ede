import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of the requests, by the second in which they should have been sent, and their latencies. */
final class Tally {
    /** How requests end; what is wrong in them is told apart from what is late. */
    enum End {
        RIGHT,
        WRONG,
        STATUS_502,
        STATUS_504,
        STATUS_500_503,
        STATUS_OTHER,
        ABORTED,
        BROKEN
    }

    private static final int BUCKETS = 2_000;
    private final long[][] seconds;
    private final long[][] latencies;
    private final long[] settledLatencies = new long[BUCKETS];
    private final int settled;
    private final Map<String, Integer> wrong = new TreeMap<>();
    private long unsent;
    private long latest;

    /** @param settled the second from which the share of right answers and the settled latencies count */
    Tally(int length, int settled) {
        this.seconds = new long[length][End.values().length];
        this.latencies = new long[End.values().length][BUCKETS];
        this.settled = settled;
    }

    void count(int second, End end, long nanos) {
        seconds[Math.min(second, seconds.length - 1)][end.ordinal()]++;
        latencies[end.ordinal()][bucket(nanos)]++;
        if (second >= settled) {
            settledLatencies[bucket(nanos)]++;
        }
    }

    void wrong(String what) {
        if (wrong.size() < 20 || wrong.containsKey(what)) {
            wrong.merge(what, 1, Integer::sum);
        }
    }

    /** A client found no connection to ask with: as good as aborted. */
    void unsent(int second) {
        unsent++;
        count(second, End.ABORTED, 0);
    }

    /** How late the load itself was. */
    void lateBy(long nanos) {
        latest = Math.max(latest, nanos);
    }

    /** Hundred buckets for each tenfold, from a microsecond. */
    private static int bucket(long nanos) {
        return (int) Math.max(0, Math.min(BUCKETS - 1, Math.log10(Math.max(nanos, 1_000) / 1e3) * 100));
    }

    private static double millis(int bucket) {
        return Math.pow(10, (bucket + 1) / 100.0) / 1e3;
    }

    private static double percentile(long[] counts, double share) {
        long all = Arrays.stream(counts).sum();
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen > 0 && seen >= all * share) {
                return millis(i);
            }
        }
        return 0;
    }

    void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve(name + ".seconds.tsv")))) {
            out.print("second");
            for (End end : End.values()) {
                out.print("\t" + end.name().toLowerCase(Locale.ROOT));
            }
            out.println();
            for (int second = 0; second < seconds.length; second++) {
                out.print(second);
                for (long count : seconds[second]) {
                    out.print("\t" + count);
                }
                out.println();
            }
        }
        String summary = summary();
        Files.writeString(folder.resolve(name + ".json"), summary);
        System.out.print(summary);
        wrong.forEach((what, times) -> System.out.println(times + " x " + what));
    }

    private String summary() {
        long[] all = sum(0);
        long[] late = sum(Math.min(settled, seconds.length - 1));
        long[] answers = new long[BUCKETS];
        for (long[] counts : latencies) {
            for (int i = 0; i < BUCKETS; i++) {
                answers[i] += counts[i];
            }
        }
        StringBuilder json = new StringBuilder("{");
        for (End end : End.values()) {
            json.append(String.format("\"%s\":%d,", end.name().toLowerCase(Locale.ROOT), all[end.ordinal()]));
        }
        long requests = Arrays.stream(all).sum();
        long settledRequests = Arrays.stream(late).sum();
        return json.append(String.format(
                        Locale.ROOT,
                        "%n \"requests\":%d,\"unsent\":%d,\"answered_in_1s\":%.5f,\"right\":%.5f,"
                                + "\"right_from_second_%d\":%.5f,\"load_late_ms\":%.1f,%n"
                                + " \"p50_ms\":%.2f,\"p95_ms\":%.2f,\"p99_ms\":%.2f,\"p999_ms\":%.2f,"
                                + "\"right_p50_ms\":%.2f,\"right_p99_ms\":%.2f,\"settled_p50_ms\":%.2f,\"settled_p99_ms\":%.2f}%n",
                        requests,
                        unsent,
                        1 - (double) (all[End.ABORTED.ordinal()] + all[End.BROKEN.ordinal()]) / requests,
                        (double) all[End.RIGHT.ordinal()] / requests,
                        settled,
                        (double) late[End.RIGHT.ordinal()] / settledRequests,
                        latest / 1e6,
                        percentile(answers, 0.5),
                        percentile(answers, 0.95),
                        percentile(answers, 0.99),
                        percentile(answers, 0.999),
                        percentile(latencies[End.RIGHT.ordinal()], 0.5),
                        percentile(latencies[End.RIGHT.ordinal()], 0.99),
                        percentile(settledLatencies, 0.5),
                        percentile(settledLatencies, 0.99)))
                .toString();
    }

    private long[] sum(int from) {
        long[] sum = new long[End.values().length];
        for (int second = from; second < seconds.length; second++) {
            for (int end = 0; end < sum.length; end++) {
                sum[end] += seconds[second][end];
            }
        }
        return sum;
    }
}
