package dev.quintet.workload.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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

/** Loads nodes over several connections each, in parts; a part by one connection. The first failure ends all. */
public final class ParallelLoad {

    private static final Logger LOG = Logger.getLogger(ParallelLoad.class);
    private static final int MAX_LOADERS = 16;

    private final Target target;
    private final Connector connector;
    private final Duration statementTimeout;
    private final int connectionsPerNode;
    private final BooleanSupplier cancelled;
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * @param statementTimeout how long one statement may take
     * @param connectionsPerNode connections that load a node, at least 1
     * @param cancelled true once nobody wants the data any more
     */
    public ParallelLoad(
            Target target,
            Connector connector,
            Duration statementTimeout,
            int connectionsPerNode,
            BooleanSupplier cancelled) {
        this.target = target;
        this.connector = connector;
        this.statementTimeout = statementTimeout;
        this.connectionsPerNode = Math.max(1, connectionsPerNode);
        this.cancelled = cancelled;
    }

    /** Does all jobs, or as many as a cancel lets. No thread of it is left when it returns. */
    public void run(Map<Node, List<LoadJob>> jobs) throws InterruptedException {
        List<Callable<Void>> loaders = loaders(jobs);
        if (loaders.isEmpty()) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(MAX_LOADERS, loaders.size()), task -> new Thread(task, "workload-load"));
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
            if (!pool.awaitTermination(statementTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("Loaders of target %s still run", target.name());
            }
        }
    }

    private List<Callable<Void>> loaders(Map<Node, List<LoadJob>> jobs) {
        List<Callable<Void>> loaders = new ArrayList<>();
        jobs.forEach((node, ofNode) -> {
            Queue<LoadJob> queue = new ConcurrentLinkedQueue<>(ofNode);
            for (int i = 0; i < Math.min(connectionsPerNode, ofNode.size()); i++) {
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

    private void load(Node node, Queue<LoadJob> queue) {
        try (Connection connection = connector.open(target, node, "", statementTimeout)) {
            LoadJob job = queue.poll();
            while (job != null && !toStop()) {
                job.load(connection, this::toStop);
                job = queue.poll();
            }
        } catch (SQLException e) {
            failed.set(true);
            throw DatabaseProblem.of(target, node, e);
        }
    }
}
