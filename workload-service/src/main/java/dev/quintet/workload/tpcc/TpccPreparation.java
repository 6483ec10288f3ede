package dev.quintet.workload.tpcc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

import org.jboss.logging.Logger;

import dev.quintet.common.api.workload.PrepareProgress;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.load.DiskSpace;
import dev.quintet.workload.load.LoadJob;
import dev.quintet.workload.load.LoadProgress;
import dev.quintet.workload.load.ParallelLoad;
import dev.quintet.workload.run.Preparation;
import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.DatabaseProblem;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** Makes TPC-C's warehouses, divided by node. A node whose part is whole stays as it is; the others are made anew. */
final class TpccPreparation implements Preparation {

    private static final Logger LOG = Logger.getLogger(TpccPreparation.class);
    /** Measured: a warehouse takes about 110 MB in InnoDB; half as much again for its log. */
    private static final long BYTES_OF_WAREHOUSE = 160L << 20;

    private final Target target;
    private final Map<Node, List<Integer>> parts;
    private final Connector connector;
    private final TpccConfig config;
    private final int lastNameConstant;
    private final LoadProgress progress = new LoadProgress();
    private final List<Node> made = new ArrayList<>();

    private volatile boolean cancelled;

    TpccPreparation(
            Target target,
            List<Node> nodes,
            TpccOptions options,
            Connector connector,
            TpccConfig config,
            RandomGenerator random) {
        this.target = target;
        this.parts = Warehouses.divide(options.warehouses(), nodes);
        this.connector = connector;
        this.config = config;
        this.lastNameConstant = random.nextInt(Constants.LAST_NAME_A + 1);
    }

    @Override
    public boolean alreadyDone() {
        return parts.keySet().stream().allMatch(this::isWhole);
    }

    private boolean isWhole(Node node) {
        return onNode(node, schema -> isWhole(schema, parts.get(node)));
    }

    private static boolean isWhole(TpccSchema schema, List<Integer> wanted) throws SQLException {
        Map<Integer, Integer> loaded = schema.loadedWarehouses();
        if (wanted.isEmpty()) {
            return true;
        }
        if (!loaded.containsKey(WarehouseLoad.ITEMS) || !loaded.keySet().containsAll(wanted)) {
            return false;
        }
        Map<Integer, Long> customers = schema.rowsByWarehouse("customer", "c_w_id");
        Map<Integer, Long> stock = schema.rowsByWarehouse("stock", "s_w_id");
        Map<Integer, Long> districts = schema.rowsByWarehouse("district", "d_w_id");
        return wanted.stream()
                .allMatch(warehouse ->
                        customers.getOrDefault(warehouse, 0L) == Population.DISTRICTS * Population.CUSTOMERS
                                && stock.getOrDefault(warehouse, 0L) == Population.ITEMS
                                && districts.getOrDefault(warehouse, 0L) == Population.DISTRICTS);
    }

    @Override
    public void run() throws InterruptedException {
        try {
            Map<Node, List<LoadJob>> jobs = new HashMap<>();
            long rows = 0;
            for (Map.Entry<Node, List<Integer>> part : parts.entrySet()) {
                if (!isWhole(part.getKey())) {
                    requireNotCancelled();
                    makeTables(part.getKey());
                    jobs.put(part.getKey(), jobs(part.getValue()));
                    rows += Population.ITEMS + part.getValue().size() * Population.ROWS_OF_WAREHOUSE;
                }
            }
            progress.begin(rows);
            new ParallelLoad(target, connector, config.statementTimeout(), config.prepareConnections(), () -> cancelled)
                    .run(jobs);
            requireNotCancelled();
        } catch (RuntimeException | InterruptedException e) {
            cleanUp();
            throw e;
        }
        progress.end();
    }

    private void makeTables(Node node) {
        DiskSpace.require(node, parts.get(node).size() * BYTES_OF_WAREHOUSE);
        onNode(node, schema -> {
            if (schema.databaseExists() && !schema.ours() && !schema.tables().isEmpty()) {
                throw ProblemException.of(
                        409,
                        "foreign-data",
                        "Database '" + config.database() + "' on node '" + node.name()
                                + "' holds tables that were not prepared here; drop it, or set another database.");
            }
            schema.drop();
            made.add(node);
            schema.create();
            return true;
        });
    }

    private List<LoadJob> jobs(List<Integer> warehouses) {
        LocalDateTime now = LocalDateTime.now(java.time.ZoneOffset.UTC);
        List<LoadJob> jobs = new ArrayList<>();
        jobs.add(load(WarehouseLoad.ITEMS, now));
        warehouses.forEach(warehouse -> jobs.add(load(warehouse, now)));
        return jobs;
    }

    private LoadJob load(int warehouse, LocalDateTime now) {
        return new WarehouseLoad(
                config.database(), warehouse, lastNameConstant, config.prepareBatchRows(), now, progress::loaded);
    }

    private void requireNotCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }

    private void cleanUp() {
        for (Node node : made) {
            try {
                onNode(node, schema -> {
                    schema.drop();
                    return true;
                });
            } catch (ProblemException e) {
                LOG.warnf("Not cleaned up after a failed preparation: %s", e.getMessage());
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        boolean on(TpccSchema schema) throws SQLException;
    }

    private boolean onNode(Node node, Step step) {
        try (Connection connection = connector.open(target, node, "", config.statementTimeout())) {
            return step.on(new TpccSchema(connection, config.database()));
        } catch (SQLException e) {
            throw DatabaseProblem.of(target, node, e);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public PrepareProgress progress() {
        return progress.view();
    }
}
