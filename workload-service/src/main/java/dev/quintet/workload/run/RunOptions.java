package dev.quintet.workload.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import dev.quintet.workload.target.Node;

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
    private static final String NATIVE = "native";
    private static final String CONNECTIONS_PER_NODE = "connectionsPerNode";
    private static final String DISTRIBUTION = "distribution";
    private static final int MAX_THREADS = 1024;

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
            OptionSpec.integer(
                    CONNECTIONS_PER_NODE,
                    0,
                    0,
                    MAX_THREADS,
                    "threads",
                    "Threads of each node, in place of threads; 0: off."),
            OptionSpec.weights(
                    DISTRIBUTION, "Parts of the nodes in the threads, {node: 0 to 1000}; a node left out has 1."));

    private RunOptions() {}

    /** A workload's own options and those that all have. */
    static List<OptionSpec> of(Workload workload) {
        List<String> engines =
                Stream.concat(Stream.of(NATIVE), workload.programs().stream()).toList();
        OptionSpec engine = OptionSpec.choice(
                ENGINE,
                NATIVE,
                engines,
                "What makes the load: this service's own driver, or a program that is installed.");
        return Stream.of(workload.options().stream(), SPECS.stream(), Stream.of(engine))
                .flatMap(part -> part)
                .toList();
    }

    /**
     * The program that is to make the load; empty for this service's own driver.
     *
     * @throws dev.quintet.common.problem.ProblemException 409 where it is not installed, 422 for options it lacks
     */
    static Optional<ExternalProgram> program(Workload workload, Options options) {
        if (options.text(ENGINE).equals(NATIVE)) {
            return Optional.empty();
        }
        boolean plain = options.phases(PHASES).isEmpty()
                && options.integer(WARMUP_TIME) == 0
                && options.integer(MAX_ERRORS) == 0
                && poisson(options);
        if (!plain) {
            throw Options.invalid(ENGINE, "sysbench goes without phases, warmupTime, maxErrors and regular arrivals");
        }
        return Optional.of(workload.program(options));
    }

    /** Threads to keep: what was asked for, or more where a phase needs more. */
    static int threads(Options options, int asked) {
        return options.phases(PHASES).stream().mapToInt(Phase::threads).reduce(asked, Math::max);
    }

    /**
     * Workers dealt to the nodes.
     *
     * @param asked threads of the request
     */
    static Seats seats(Options options, List<Node> nodes, int asked) {
        Map<String, Double> weights = options.weights(DISTRIBUTION);
        List<String> names = nodes.stream().map(Node::name).toList();
        if (!names.containsAll(weights.keySet())) {
            throw Options.invalid(DISTRIBUTION, "names a node that does not take part; those that do: " + names);
        }
        if (names.stream().allMatch(name -> weights.getOrDefault(name, 1.0) == 0)) {
            throw Options.invalid(DISTRIBUTION, "gives no node a thread");
        }
        int eachNode = options.integer(CONNECTIONS_PER_NODE);
        if (eachNode == 0) {
            return Seats.deal(nodes, weights, threads(options, asked));
        }
        if (!weights.isEmpty() || !options.phases(PHASES).isEmpty()) {
            throw Options.invalid(CONNECTIONS_PER_NODE, "goes without distribution and phases");
        }
        if ((long) eachNode * nodes.size() > MAX_THREADS) {
            throw Options.invalid(
                    CONNECTIONS_PER_NODE,
                    "gives " + nodes.size() + " nodes more than " + MAX_THREADS + " threads together");
        }
        return Seats.deal(nodes, weights, eachNode * nodes.size());
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

    /** Refuses a rate or phases where the plan itself decides when transactions begin. */
    static void requireFit(Options options, WorkloadPlan plan) {
        if (plan.paced()
                && (options.optionalDecimal(RATE).isPresent()
                        || !options.phases(PHASES).isEmpty())) {
            throw Options.invalid(RATE, "and phases do not go with keying and think times, nor with a test of TPC-H");
        }
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
