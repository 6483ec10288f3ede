package dev.quintet.workload.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.quintet.common.api.workload.BenchmarkResult;
import dev.quintet.common.api.workload.BenchmarkResult.Figure;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.run.Outcome;
import dev.quintet.workload.run.Seat;
import dev.quintet.workload.run.ServerRoom;
import dev.quintet.workload.run.Session;
import dev.quintet.workload.run.WorkloadPlan;
import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** TPC-H with its options, for one run. */
final class TpchPlan implements WorkloadPlan {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final TpchOptions options;
    private final String database;
    private final Connector connector;
    private final TestProgram program;
    private volatile int firstPair = 1;

    TpchPlan(TpchOptions options, int threads, String database, Connector connector) {
        this.options = options;
        this.database = database;
        this.connector = connector;
        this.program = new TestProgram(options.test(), threads, System::nanoTime);
    }

    @Override
    public List<String> transactions() {
        return Stream.concat(
                        IntStream.rangeClosed(1, Queries.COUNT).mapToObj(query -> "q" + query), Stream.of("rf1", "rf2"))
                .toList();
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public boolean serverPrepared() {
        return false;
    }

    @Override
    public boolean paced() {
        return options.test() != TpchOptions.Test.QUERIES;
    }

    @Override
    public void requireReady(Target target, Node node, int workers) throws SQLException {
        try (Connection connection = connector.open(target, node, "", ANSWER_WITHIN)) {
            Optional<TpchSchema.State> state = new TpchSchema(connection, database).state();
            if (state.isEmpty() || state.get().scaleFactor() != options.scaleFactor()) {
                throw notPrepared("database '" + database + "' on node '" + node.name() + "' holds "
                        + state.map(there -> "scale factor " + there.scaleFactor())
                                .orElse("nothing whole"));
            }
            firstPair = state.get().refreshed() + 1;
            if (state.get().refreshed() + program.pairs() > RefreshPair.PAIRS) {
                throw notPrepared("all of it was refreshed");
            }
            new ServerRoom(connection, node, workers).requireConnections();
        }
    }

    private static ProblemException notPrepared(String why) {
        return ProblemException.of(
                409,
                "not-prepared",
                "The data is not prepared: " + why + ". POST the same body to /api/workload/prepare first.");
    }

    @Override
    public Session open(Connection connection, Seat seat, RandomGenerator random) {
        return new TpchSession(connection, options, database, program, seat.worker(), firstPair);
    }

    @Override
    public Optional<BenchmarkResult> result(Outcome outcome) {
        if (options.test() == TpchOptions.Test.QUERIES) {
            return Optional.empty();
        }
        OptionalDouble power = program.power(options.scaleFactor());
        OptionalDouble throughput = program.throughput(options.scaleFactor());
        List<Figure> figures = new ArrayList<>();
        power.ifPresent(value -> figures.add(Figure.of("Power@" + options.scaleFactor() + "GB", value, "queries/h")));
        throughput.ifPresent(
                value -> figures.add(Figure.of("Throughput@" + options.scaleFactor() + "GB", value, "queries/h")));
        Double both = power.isPresent() && throughput.isPresent()
                ? Math.sqrt(power.getAsDouble() * throughput.getAsDouble())
                : null;
        return Optional.of(BenchmarkResult.of("QphH@" + options.scaleFactor() + "GB", both, figures));
    }
}
