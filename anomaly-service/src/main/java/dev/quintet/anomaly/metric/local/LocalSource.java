package dev.quintet.anomaly.metric.local;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricGroup;
import dev.quintet.anomaly.metric.MetricSource;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.Node;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;

/**
 * Measures MariaDB nodes on this machine: what their process groups consume, from {@code /proc}, and their global
 * status. Network figures are the database's own count of bytes, since the kernel keeps none by process.
 */
public final class LocalSource implements MetricSource {
    /** The node answers its SQL port (1) or not (0). */
    public static final String UP = "up";

    private static final Metric UP_METRIC = Metric.level(UP, MetricGroup.AVAILABILITY, 0.1);
    /** What the group writes beyond the pages that the database flushes: its log, and what is none of its business. */
    private static final Metric OTHER_WRITES = Metric.work("other_write_bytes_per_s", MetricGroup.DISK_WRITE, 1 << 20);

    private static final Metric INDEXES = Metric.level("indexes", MetricGroup.INDEX_COUNT, 1.5);

    private static final Duration MAX_GAP = Duration.ofSeconds(5);

    private final NodeProcesses processes;
    private final NodeConnections connections;
    private final StatusMetrics statusMetrics = new StatusMetrics();
    private final List<Metric> metrics;
    private final int diskWrites;
    private final int pageWrites;
    private final ProcFs procFs = new ProcFs(Path.of("/proc"));
    // A ping that waits for a cut network holds a thread: never more than one a node.
    private final ExecutorService pool = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "metrics-ping");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Probe> probes = new ConcurrentHashMap<>();

    public LocalSource(NodeProcesses processes, NodeConnections connections) {
        this.processes = processes;
        this.connections = connections;
        List<Metric> all = new ArrayList<>(List.of(UP_METRIC));
        all.addAll(GroupUsage.METRICS);
        all.addAll(statusMetrics.metrics());
        all.add(OTHER_WRITES);
        all.add(INDEXES);
        all.addAll(ClientPath.METRICS);
        this.metrics = List.copyOf(all);
        List<String> names = metrics.stream().map(Metric::name).toList();
        this.diskWrites = names.indexOf(GroupUsage.DISK_WRITES);
        this.pageWrites = names.indexOf(StatusMetrics.PAGE_WRITES);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<Metric> metrics() {
        return metrics;
    }

    @Override
    public Reading read(Node any) {
        if (!(any instanceof LocalNode node)) {
            return Reading.none(metrics.size());
        }
        Probe probe = probes.computeIfAbsent(
                node.name(),
                name -> new Probe(
                        new GroupUsage(procFs, MAX_GAP.toNanos()),
                        new DatabaseStatus(node, connections, statusMetrics, MAX_GAP),
                        node.hasProxy() ? Optional.of(new ClientPath(node, connections, pool)) : Optional.empty()));
        float[] values = new float[metrics.size()];
        Arrays.fill(values, Float.NaN);
        float[] usage = probe.usage().read(System.nanoTime(), processes.group(node));
        System.arraycopy(usage, 0, values, 1, usage.length);
        int last = 1 + usage.length + statusMetrics.metrics().size();
        probe.path().ifPresent(path -> System.arraycopy(path.read(), 0, values, last + 2, ClientPath.METRICS.size()));
        try {
            float[] status = probe.status().read();
            values[0] = 1;
            System.arraycopy(status, 0, values, 1 + usage.length, status.length);
            values[last] = Math.max(0, values[diskWrites] - values[pageWrites]);
            values[last + 1] = probe.status().indexes();
            return new Reading(values, "");
        } catch (SQLException e) {
            values[0] = 0;
            return new Reading(values, "the database does not answer: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        probes.values().forEach(probe -> {
            probe.status().close();
            probe.path().ifPresent(ClientPath::close);
        });
    }

    private record Probe(GroupUsage usage, DatabaseStatus status, Optional<ClientPath> path) {}
}
