package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.DatabaseProblem;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/**
 * Fills tables by multi-row inserts over several connections a node, a table by one connection, and then makes its
 * secondary index, as sysbench does. The first failure ends all.
 */
final class TableFiller {

    private static final Logger LOG = Logger.getLogger(TableFiller.class);
    private static final int MAX_LOADERS = 16;

    private final Target target;
    private final Map<Node, Queue<Integer>> tables = new HashMap<>();
    private final SysbenchOptions options;
    private final String database;
    private final Connector connector;
    private final SysbenchConfig config;
    private final LoadProgress progress;
    private final BooleanSupplier cancelled;
    private final AtomicBoolean failed = new AtomicBoolean();

    TableFiller(
            Target target,
            List<TableToFill> empty,
            SysbenchOptions options,
            String database,
            Connector connector,
            SysbenchConfig config,
            LoadProgress progress,
            BooleanSupplier cancelled) {
        this.target = target;
        this.options = options;
        this.database = database;
        this.connector = connector;
        this.config = config;
        this.progress = progress;
        this.cancelled = cancelled;
        empty.forEach(table -> tables.computeIfAbsent(table.node(), node -> new ConcurrentLinkedQueue<>())
                .add(table.number()));
    }

    /** Fills them all, or as many as a cancel lets. No thread of it is left when it returns. */
    void run() throws InterruptedException {
        List<Callable<Void>> loaders = loaders();
        if (loaders.isEmpty()) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(MAX_LOADERS, loaders.size()), task -> new Thread(task, "sysbench-prepare"));
        try {
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(pool);
            loaders.forEach(running::submit);
            for (int i = 0; i < loaders.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            failed.set(true);
            pool.shutdown();
            if (!pool.awaitTermination(config.prepareStatementTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("Loaders of target %s still run", target.name());
            }
        }
    }

    private List<Callable<Void>> loaders() {
        List<Callable<Void>> loaders = new ArrayList<>();
        tables.forEach((node, queue) -> {
            int connections = Math.min(Math.max(1, config.prepareConnections()), queue.size());
            for (int i = 0; i < connections; i++) {
                loaders.add(() -> {
                    load(node, queue);
                    return null;
                });
            }
        });
        return loaders;
    }

    private boolean toStop() {
        return failed.get() || cancelled.getAsBoolean();
    }

    private void load(Node node, Queue<Integer> queue) {
        try (Connection connection = connector.open(target, node, "", config.prepareStatementTimeout());
                Statement statement = connection.createStatement()) {
            Schema schema = new Schema(connection, database);
            Integer table = queue.poll();
            while (table != null && !toStop()) {
                fill(statement, schema.name(table));
                if (!toStop()) {
                    schema.createIndex(table);
                }
                table = queue.poll();
            }
        } catch (SQLException e) {
            failed.set(true);
            throw DatabaseProblem.of(target, node, e);
        }
    }

    private void fill(Statement statement, String table) throws SQLException {
        SplittableRandom random = new SplittableRandom();
        DigitGroups digits = new DigitGroups();
        int size = options.tableSize();
        int batch = Math.max(1, config.prepareBatchRows());
        StringBuilder sql = new StringBuilder();
        for (int from = 1; from <= size && !toStop(); from += batch) {
            int rows = Math.min(batch, size - from + 1);
            sql.setLength(0);
            sql.append("INSERT INTO ").append(table).append("(id, k, c, pad) VALUES");
            for (int id = from; id < from + rows; id++) {
                sql.append(id == from ? "(" : ",(")
                        .append(id)
                        .append(',')
                        .append(options.ids().next(random, 1, size))
                        .append(",'")
                        .append(digits.c(random))
                        .append("','")
                        .append(digits.pad(random))
                        .append("')");
            }
            statement.execute(sql.toString());
            progress.loaded(rows);
        }
    }
}
