package dev.quintet.workload.tpch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

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

/** Makes TPC-H's tables on one node; data of another size, or that was refreshed, is made anew. */
final class TpchPreparation implements Preparation {

    private static final Logger LOG = Logger.getLogger(TpchPreparation.class);
    /** A gigabyte of TPC-H takes about 2 GB in InnoDB with its indexes; half as much again for the making of these. */
    private static final double BYTES_OF_SCALE = 3e9;

    private final Target target;
    private final Node node;
    private final TpchOptions options;
    private final Connector connector;
    private final TpchConfig config;
    private final LoadProgress progress = new LoadProgress();

    private boolean made;
    private volatile boolean cancelled;

    TpchPreparation(Target target, Node node, TpchOptions options, Connector connector, TpchConfig config) {
        this.target = target;
        this.node = node;
        this.options = options;
        this.connector = connector;
        this.config = config;
    }

    @Override
    public boolean alreadyDone() {
        return onNode(schema -> {
            Optional<TpchSchema.State> state = schema.state();
            return state.isPresent()
                    && state.get().scaleFactor() == options.scaleFactor()
                    && state.get().refreshed() == 0
                    && schema.rows("lineitem") == state.get().lineItems();
        });
    }

    @Override
    public void run() throws InterruptedException {
        try {
            DiskSpace.require(node, (long) (options.scaleFactor() * BYTES_OF_SCALE));
            onNode(this::makeTables);
            progress.begin(TpchSize.total(options.scaleFactor()));
            load(TableLoad.all(config.database(), options.scaleFactor(), config.prepareBatchRows(), progress::loaded));
            load(TpchSchema.indexes(config.database()).stream()
                    .map(TpchPreparation::indexJob)
                    .toList());
            requireNotCancelled();
            onNode(schema -> {
                schema.finish(options.scaleFactor());
                return true;
            });
        } catch (RuntimeException | InterruptedException e) {
            cleanUp();
            throw e;
        }
        progress.end();
    }

    private static LoadJob indexJob(String sql) {
        return (connection, toStop) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        };
    }

    private void load(List<LoadJob> jobs) throws InterruptedException {
        new ParallelLoad(target, connector, config.statementTimeout(), config.prepareConnections(), () -> cancelled)
                .run(Map.of(node, jobs));
        requireNotCancelled();
    }

    private boolean makeTables(TpchSchema schema) throws SQLException {
        requireNotCancelled();
        if (!schema.ours() && !schema.names().isEmpty()) {
            throw ProblemException.of(
                    409,
                    "foreign-data",
                    "Database '" + config.database() + "' on node '" + node.name()
                            + "' holds tables that were not prepared here; drop it, or set another database.");
        }
        schema.drop();
        made = true;
        schema.create();
        return true;
    }

    private void requireNotCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }

    private void cleanUp() {
        if (!made) {
            return;
        }
        try {
            onNode(schema -> {
                schema.drop();
                return true;
            });
        } catch (ProblemException e) {
            LOG.warnf("Not cleaned up after a failed preparation: %s", e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Step {
        boolean on(TpchSchema schema) throws SQLException;
    }

    private boolean onNode(Step step) {
        try (Connection connection = connector.open(target, node, "", config.statementTimeout())) {
            return step.on(new TpchSchema(connection, config.database()));
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
