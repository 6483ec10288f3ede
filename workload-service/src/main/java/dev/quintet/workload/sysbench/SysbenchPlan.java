package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.run.Seat;
import dev.quintet.workload.run.ServerRoom;
import dev.quintet.workload.run.Session;
import dev.quintet.workload.run.WorkloadPlan;
import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** A sysbench script with its options. */
final class SysbenchPlan implements WorkloadPlan {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final SysbenchOptions options;
    private final int threads;
    private final String database;
    private final Connector connector;

    SysbenchPlan(SysbenchOptions options, int threads, String database, Connector connector) {
        this.options = options;
        this.threads = threads;
        this.database = database;
        this.connector = connector;
    }

    @Override
    public List<String> transactions() {
        return List.of(options.script().label());
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
    public void requireReady(Target target, Node node, int workers) throws SQLException {
        try (Connection connection = connector.open(target, node, "", ANSWER_WITHIN)) {
            requireData(new Schema(connection, database), node);
            ServerRoom room = new ServerRoom(connection, node, workers);
            room.requireConnections();
            if (options.serverPrepared()) {
                room.requireStatements(
                        (long) options.tables() * options.script().queries().size(), "fewer threads or tables");
            }
        }
    }

    private void requireData(Schema schema, Node node) throws SQLException {
        if (options.script() == Script.BULK_INSERT) {
            requireTables(schema.tables(), threads, node);
            return;
        }
        int tables = options.script().tables(options.tables());
        requireTables(schema.wholeOltpTables(), tables, node);
        if (options.script() == Script.OLTP_DELETE) {
            return;
        }
        for (int table = 1; table <= tables; table++) {
            long max = schema.maxId(table);
            if (max < options.tableSize()) {
                throw notPrepared("table sbtest" + table + " on node '" + node.name() + "' ends at id " + max
                        + ", not at " + options.tableSize());
            }
        }
    }

    private void requireTables(Set<Integer> there, int wanted, Node node) {
        List<String> missing = new ArrayList<>();
        for (int table = 1; table <= wanted; table++) {
            if (!there.contains(table)) {
                missing.add("sbtest" + table);
            }
        }
        if (!missing.isEmpty()) {
            String which = missing.size() == 1
                    ? "table " + missing.get(0) + " is"
                    : "table " + missing.get(0) + " and " + (missing.size() - 1) + " more are";
            throw notPrepared(which + " missing in database '" + database + "' on node '" + node.name() + "'");
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
        return switch (options.script()) {
            case SELECT_RANDOM_POINTS, SELECT_RANDOM_RANGES ->
                new RandomKeysSession(connection, options, seat.worker(), threads, random);
            case BULK_INSERT -> new BulkInsertSession(connection, seat.worker(), options.bulkRows());
            default -> new OltpSession(connection, options, random);
        };
    }
}
