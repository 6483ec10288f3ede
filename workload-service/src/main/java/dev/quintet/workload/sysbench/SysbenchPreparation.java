package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.jboss.logging.Logger;

import dev.quintet.common.api.workload.PrepareProgress;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.load.DiskSpace;
import dev.quintet.workload.load.LoadProgress;
import dev.quintet.workload.load.ParallelLoad;
import dev.quintet.workload.run.Preparation;
import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.DatabaseProblem;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** Makes sysbench's tables on every node. Tables that are right stay as they are; the others are made anew. */
final class SysbenchPreparation implements Preparation {

    private static final Logger LOG = Logger.getLogger(SysbenchPreparation.class);
    /** Measured: a row of both texts with its index takes some 230 bytes in InnoDB; half as much again for its log. */
    private static final long BYTES_PER_ROW = 350;

    private final Target target;
    private final List<Node> nodes;
    private final SysbenchOptions options;
    private final int threads;
    private final String database;
    private final Connector connector;
    private final SysbenchConfig config;
    private final LoadProgress progress = new LoadProgress();
    private final List<Node> madeDatabases = new ArrayList<>();
    private final List<TableToFill> made = new ArrayList<>();

    private volatile boolean cancelled;

    SysbenchPreparation(
            Target target,
            List<Node> nodes,
            SysbenchOptions options,
            int threads,
            String database,
            Connector connector,
            SysbenchConfig config) {
        this.target = target;
        this.nodes = List.copyOf(nodes);
        this.options = options;
        this.threads = threads;
        this.database = database;
        this.connector = connector;
        this.config = config;
    }

    @Override
    public boolean alreadyDone() {
        for (Node node : nodes) {
            if (!onNode(node, schema -> wrongTables(schema).isEmpty())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void run() throws InterruptedException {
        try {
            for (Node node : nodes) {
                onNode(node, schema -> makeTables(node, schema));
            }
            progress.begin((long) made.size() * rowsPerTable());
            if (rowsPerTable() > 0) {
                TableFiller filler = new TableFiller(options, database, config.prepareBatchRows(), progress);
                new ParallelLoad(
                                target,
                                connector,
                                config.prepareStatementTimeout(),
                                config.prepareConnections(),
                                () -> cancelled)
                        .run(filler.jobs(made));
            }
            requireNotCancelled();
        } catch (RuntimeException | InterruptedException e) {
            cleanUp();
            throw e;
        }
    }

    private int tables() {
        return options.script() == Script.BULK_INSERT ? threads : options.tables();
    }

    private int rowsPerTable() {
        return options.script() == Script.BULK_INSERT ? 0 : options.tableSize();
    }

    private List<Integer> wrongTables(Schema schema) throws SQLException {
        boolean bulk = options.script() == Script.BULK_INSERT;
        Set<Integer> there = bulk ? schema.tables() : schema.wholeOltpTables();
        List<Integer> wrong = new ArrayList<>();
        for (int table = 1; table <= tables(); table++) {
            boolean right = there.contains(table)
                    && (bulk || SysbenchCheck.isRight(schema.content(table), options.tableSize()));
            if (!right) {
                wrong.add(table);
            }
        }
        return wrong;
    }

    private boolean makeTables(Node node, Schema schema) throws SQLException {
        List<Integer> wrong = wrongTables(schema);
        DiskSpace.require(node, (long) wrong.size() * rowsPerTable() * BYTES_PER_ROW);
        if (!schema.databaseExists()) {
            schema.createDatabase();
            madeDatabases.add(node);
        }
        for (int table : wrong) {
            requireNotCancelled();
            if (options.script() == Script.BULK_INSERT) {
                schema.createBulkTable(table);
                made.add(new TableToFill(node, table));
            } else {
                schema.dropTable(table);
                made.add(new TableToFill(node, table));
                schema.createOltpTable(table);
            }
        }
        return true;
    }

    private void requireNotCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }

    private void cleanUp() {
        for (Node node : nodes) {
            try {
                onNode(node, schema -> dropMade(node, schema));
            } catch (ProblemException e) {
                LOG.warnf("Not cleaned up after a failed preparation: %s", e.getMessage());
            }
        }
    }

    private boolean dropMade(Node node, Schema schema) throws SQLException {
        for (TableToFill table : made) {
            if (table.node().equals(node)) {
                schema.dropTable(table.number());
            }
        }
        if (madeDatabases.contains(node)) {
            schema.dropDatabaseIfEmpty();
        }
        return true;
    }

    @FunctionalInterface
    private interface Step {
        boolean on(Schema schema) throws SQLException;
    }

    private boolean onNode(Node node, Step step) {
        try (Connection connection = connector.open(target, node, "", config.prepareStatementTimeout())) {
            return step.on(new Schema(connection, database));
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
