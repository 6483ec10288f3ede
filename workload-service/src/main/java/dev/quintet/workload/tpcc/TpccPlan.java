package dev.quintet.workload.tpcc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

import dev.quintet.common.api.workload.BenchmarkResult;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.run.Outcome;
import dev.quintet.workload.run.Seat;
import dev.quintet.workload.run.ServerRoom;
import dev.quintet.workload.run.Session;
import dev.quintet.workload.run.WorkloadPlan;
import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** TPC-C with its options, for one run. */
final class TpccPlan implements WorkloadPlan {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    /**
     * A node's part of the data.
     *
     * @param warehouses whole warehouses that this run uses
     * @param constants of NURand
     * @param oneDatabase whether the other nodes show the same warehouses
     */
    private record Data(List<Integer> warehouses, Constants constants, boolean oneDatabase) {}

    private final TpccOptions options;
    private final String database;
    private final Connector connector;
    private final RandomGenerator random;
    private final int threads;
    private final TpccCounters counters = new TpccCounters();
    private final Map<Node, Data> data = new ConcurrentHashMap<>();

    TpccPlan(TpccOptions options, String database, Connector connector, RandomGenerator random, int threads) {
        this.options = options;
        this.database = database;
        this.connector = connector;
        this.random = random;
        this.threads = threads;
    }

    @Override
    public List<String> transactions() {
        return TransactionKind.labels();
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public boolean serverPrepared() {
        return options.serverPrepared();
    }

    @Override
    public boolean paced() {
        return options.keyingTimes() || options.thinkTimes();
    }

    @Override
    public void requireReady(Target target, Node node, int workers) throws SQLException {
        try (Connection connection = connector.open(target, node, "", ANSWER_WITHIN)) {
            Map<Integer, Integer> loaded = new TpccSchema(connection, database).loadedWarehouses();
            Integer lastName = loaded.remove(WarehouseLoad.ITEMS);
            List<Integer> mine = loaded.keySet().stream()
                    .filter(warehouse -> warehouse <= options.warehouses())
                    .toList();
            if (lastName == null || mine.isEmpty()) {
                throw notPrepared("node '" + node.name() + "' has no whole warehouse of 1 to " + options.warehouses()
                        + " in database '" + database + "'");
            }
            ServerRoom room = new ServerRoom(connection, node, workers);
            room.requireConnections();
            if (options.serverPrepared()) {
                room.requireStatements(Statements.AT_MOST, "fewer threads");
            }
            data.put(node, new Data(mine, Constants.forRun(random, lastName), target.oneDatabase()));
        }
    }

    @Override
    public void requireComplete() {
        int there = data.values().stream()
                .mapToInt(part -> part.warehouses().size())
                .sum();
        if (there < options.warehouses()) {
            throw notPrepared(there + " of " + options.warehouses() + " warehouses are there");
        }
    }

    private static ProblemException notPrepared(String why) {
        return ProblemException.of(
                409,
                "not-prepared",
                "The data is not prepared: " + why + ". POST the same body to /api/workload/prepare first.");
    }

    @Override
    public Session open(Connection connection, Seat seat, RandomGenerator random) throws SQLException {
        Data there = data.get(seat.node());
        int count = there.warehouses().size();
        int number = there.oneDatabase() ? seat.worker() : seat.onNode();
        int home = options.anyHome() ? 0 : there.warehouses().get(number % count);
        int district = 1 + number / count % Population.DISTRICTS;
        Terminal terminal = new Terminal(new Draws(random), there.constants(), there.warehouses(), home, district);
        return new TpccSession(connection, options, terminal, counters);
    }

    @Override
    public Optional<BenchmarkResult> result(Outcome outcome) {
        return Optional.of(TpccResult.of(outcome, options, counters, threads));
    }
}
