package dev.quintet.workload.sysbench;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.LatencyMs;
import dev.quintet.common.api.workload.RunReport.Measured;
import dev.quintet.workload.run.ProgramOutput;

/** What sysbench 1.0 prints: a line an interval, at the end a summary with a histogram. */
final class SysbenchOutput implements ProgramOutput {

    private static final Pattern INTERVAL = Pattern.compile(
            "\\[ (\\d+)s ] thds: \\d+ tps: ([\\d.]+) qps: ([\\d.]+) .*lat \\(ms,\\d+%\\): ([\\d.]+) err/s:? ([\\d.]+).*");
    private static final Pattern BAR = Pattern.compile("\\s*([\\d.]+) \\|\\**\\s+(\\d+)");
    private static final Pattern TRANSACTIONS =
            Pattern.compile("\\s*transactions:\\s+(\\d+)\\s+\\(([\\d.]+) per sec.\\)");
    private static final Pattern QUERIES = Pattern.compile("\\s*queries:\\s+\\d+\\s+\\(([\\d.]+) per sec.\\)");
    private static final Pattern ERRORS = Pattern.compile("\\s*ignored errors:\\s+(\\d+)\\s+.*");
    private static final Pattern FATAL = Pattern.compile("FATAL: (error \\d+: .*|.*)");

    private static final double MICROS_PER_MILLI = 1000;
    private static final long MAX_MICROS = 3_600_000_000L;

    private static final Measured NOTHING = new Measured(0, 0, 0, 0, LatencyMs.NONE);

    private final Histogram latency = new Histogram(1, MAX_MICROS, 3);
    private Measured interval = NOTHING;
    private long lastSecond;
    private double count;
    private double errors;
    private double queries;
    private long finalCount = -1;
    private long finalErrors;
    private double finalTps;
    private double finalQps;
    private String failure = "";

    @Override
    public synchronized void line(String line) {
        Matcher matcher = INTERVAL.matcher(line);
        if (matcher.matches()) {
            interval(matcher);
            return;
        }
        matcher = BAR.matcher(line);
        if (matcher.matches()) {
            long micros = Math.round(Double.parseDouble(matcher.group(1)) * MICROS_PER_MILLI);
            latency.recordValueWithCount(Math.max(1, Math.min(MAX_MICROS, micros)), Long.parseLong(matcher.group(2)));
            return;
        }
        summary(line);
    }

    private void interval(Matcher matcher) {
        long second = Long.parseLong(matcher.group(1));
        long seconds = Math.max(1, second - lastSecond);
        lastSecond = second;
        double tps = Double.parseDouble(matcher.group(2));
        double qps = Double.parseDouble(matcher.group(3));
        double errorsNow = Double.parseDouble(matcher.group(5)) * seconds;
        count += tps * seconds;
        queries += qps * seconds;
        errors += errorsNow;
        interval = new Measured(
                Math.round(tps * seconds),
                tps,
                qps,
                Math.round(errorsNow),
                new LatencyMs(0, 0, Double.parseDouble(matcher.group(4)), 0, 0));
    }

    private void summary(String line) {
        Matcher matcher = TRANSACTIONS.matcher(line);
        if (matcher.matches()) {
            finalCount = Long.parseLong(matcher.group(1));
            finalTps = Double.parseDouble(matcher.group(2));
        }
        matcher = QUERIES.matcher(line);
        if (matcher.matches()) {
            finalQps = Double.parseDouble(matcher.group(1));
        }
        matcher = ERRORS.matcher(line);
        if (matcher.matches()) {
            finalErrors = Long.parseLong(matcher.group(1));
        }
        matcher = FATAL.matcher(line);
        if (matcher.matches() && (failure.isEmpty() || matcher.group(1).startsWith("error "))) {
            failure = matcher.group(1);
        }
    }

    @Override
    public synchronized Measured interval() {
        return interval;
    }

    @Override
    public synchronized Measured total() {
        if (finalCount >= 0) {
            return new Measured(finalCount, finalTps, finalQps, finalErrors, LatencyMs.NONE);
        }
        double seconds = Math.max(1, lastSecond);
        return new Measured(
                Math.round(count), count / seconds, queries / seconds, Math.round(errors), interval.latencyMs());
    }

    @Override
    public synchronized Histogram latency() {
        return latency.copy();
    }

    @Override
    public synchronized Optional<String> failure() {
        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }
}
