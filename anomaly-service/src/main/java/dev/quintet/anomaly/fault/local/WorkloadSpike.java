package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultInjector.State;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.workload.Workloads;
import dev.quintet.common.api.workload.WorkloadRequest;

/**
 * A second sysbench load on one node, by the workload-service. Its running time is the fault's duration, so it ends by
 * itself if this service dies.
 */
final class WorkloadSpike implements LocalFault {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private final Workloads workloads;
    private final NodeConnections connections;
    private final Clock clock;

    WorkloadSpike(Workloads workloads, NodeConnections connections, Clock clock) {
        this.workloads = workloads;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public FaultType type() {
        return FaultType.WORKLOAD_SPIKE;
    }

    @Override
    public String plan(FaultSpec spec) {
        return threads(spec.severity()) + " more threads of sysbench's oltp_read_write on "
                + spec.node().name() + ", by the workload-service";
    }

    @Override
    public Injection inject(FaultSpec spec, LocalNode node) {
        Map<String, Object> options = Map.of(
                "tables",
                1,
                "tableSize",
                tableSize(node),
                "nodes",
                List.of(node.name()),
                "runningTime",
                Math.max(1, spec.duration().toSeconds()));
        String run = workloads.start(new WorkloadRequest("sysbench", threads(spec.severity()), "local", options));
        return new Spike(run, clock.instant());
    }

    /** The largest id of the first table, which the load draws from. */
    private int tableSize(LocalNode node) {
        try (Connection connection = connections.open(node, TIMEOUT);
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT MAX(id) FROM sbtest.sbtest1")) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new InjectionException(
                    "no sysbench data on " + node.name() + " (POST /api/workload/prepare makes it): " + e.getMessage(),
                    e);
        }
    }

    private static int threads(Severity severity) {
        return switch (severity) {
            case LOW -> 4;
            case MEDIUM -> 8;
            case HIGH -> 16;
        };
    }

    private final class Spike implements Injection {
        private final String run;
        private final Instant since;

        private Spike(String run, Instant since) {
            this.run = run;
            this.since = since;
        }

        @Override
        public Instant since() {
            return since;
        }

        /** The workload-service ends it no earlier than its duration, so asking it ten times a second tells nothing. */
        @Override
        public State state() {
            return State.IN_FORCE;
        }

        @Override
        public void recover() {
            workloads.stop(run);
        }
    }
}
