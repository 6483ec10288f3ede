package dev.quintet.workload.run;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The options that every workload has: how long, how fast, where. */
final class RunOptions {

    private static final int DAY = 86_400;
    private static final String PHASES = "phases";
    private static final String RUNNING_TIME = "runningTime";
    private static final String WARMUP_TIME = "warmupTime";
    private static final String REPORT_INTERVAL = "reportInterval";
    private static final String RATE = "rate";
    private static final String ARRIVALS = "arrivals";
    private static final String MAX_ERRORS = "maxErrors";
    private static final String NODES = "nodes";
    private static final String ENGINE = "engine";

    static final List<OptionSpec> SPECS = List.of(
            OptionSpec.integer(RUNNING_TIME, 0, 0, 7 * DAY, "s", "Length without warm-up; 0 runs until it is stopped."),
            OptionSpec.integer(WARMUP_TIME, 0, 0, DAY, "s", "Load before measuring begins."),
            OptionSpec.integer(REPORT_INTERVAL, 1, 1, 3600, "s", "Time between two reports."),
            OptionSpec.optionalDecimal(
                    RATE,
                    Phase.MIN_RATE,
                    Phase.MAX_RATE,
                    "transactions/s",
                    "Open loop: transactions arrive at this rate, served or not, and latency counts from the intended"
                            + " start. Absent: closed loop, each thread as fast as it can."),
            OptionSpec.choice(ARRIVALS, "poisson", List.of("poisson", "regular"), "How arrivals of an open loop come."),
            OptionSpec.phases(
                    PHASES,
                    "Stretches with a load each, [{rate or threads, seconds}]; instead of rate and runningTime."),
            OptionSpec.integer(MAX_ERRORS, 0, 0, 1_000_000_000, "errors", "More errors end the run; 0 is no limit."),
            OptionSpec.names(NODES, "Nodes of the target to use; all when empty."),
            OptionSpec.choice(ENGINE, "native", List.of("native"), "What makes the load."));

    private RunOptions() {}

    static List<OptionSpec> with(List<OptionSpec> own) {
        return Stream.concat(own.stream(), SPECS.stream()).toList();
    }

    /** Threads to keep: what was asked for, or more where a phase needs more. */
    static int threads(Options options, int asked) {
        return options.phases(PHASES).stream().mapToInt(Phase::threads).reduce(asked, Math::max);
    }

    static LoadSchedule schedule(Options options, int threads) {
        List<Phase> phases = options.phases(PHASES);
        OptionalDouble rate = options.optionalDecimal(RATE);
        int warmup = options.integer(WARMUP_TIME);
        int seconds = options.integer(RUNNING_TIME);
        if (phases.isEmpty()) {
            return LoadSchedule.steady(rate.orElse(0), threads, warmup, seconds);
        }
        if (rate.isPresent() || seconds > 0) {
            throw Options.invalid(PHASES, "go without rate and runningTime: each phase has its own");
        }
        return LoadSchedule.phases(phases, threads, warmup);
    }

    static boolean poisson(Options options) {
        return options.text(ARRIVALS).equals("poisson");
    }

    static long maxErrors(Options options) {
        return options.integer(MAX_ERRORS);
    }

    static int reportSeconds(Options options) {
        return options.integer(REPORT_INTERVAL);
    }

    static List<String> nodes(Options options) {
        return options.names(NODES);
    }
}
