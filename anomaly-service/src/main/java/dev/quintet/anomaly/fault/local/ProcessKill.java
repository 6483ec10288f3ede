package dev.quintet.anomaly.fault.local;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultInjector.State;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;

/** Kills the node's server. Whoever supervises it starts it again; the fault is over when it serves. */
final class ProcessKill implements LocalFault {
    private static final Duration PROBE = Duration.ofMillis(500);

    private final NodeProcesses processes;
    private final NodeConnections connections;
    private final Clock clock;

    ProcessKill(NodeProcesses processes, NodeConnections connections, Clock clock) {
        this.processes = processes;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public FaultType type() {
        return FaultType.POD_KILL;
    }

    @Override
    public String plan(FaultSpec spec) {
        return "the server of " + spec.node().name() + " sent a "
                + (spec.severity() == Severity.LOW ? "TERM" : "KILL")
                + " signal once; its supervisor starts it again";
    }

    @Override
    public Injection inject(FaultSpec spec, LocalNode node) {
        long pid = processes.server(node).orElseThrow(() -> new InjectionException(node.name() + " does not run"));
        ProcessHandle server =
                ProcessHandle.of(pid).orElseThrow(() -> new InjectionException(node.name() + " does not run"));
        Instant since = clock.instant();
        boolean sent = spec.severity() == Severity.LOW ? server.destroy() : server.destroyForcibly();
        if (!sent) {
            throw new InjectionException("no right to end process " + pid + " of " + node.name());
        }
        return new Killed(node, server, since);
    }

    private final class Killed implements Injection {
        private final LocalNode node;
        private final ProcessHandle old;
        private final Instant since;

        private Killed(LocalNode node, ProcessHandle old, Instant since) {
            this.node = node;
            this.old = old;
            this.since = since;
        }

        @Override
        public Instant since() {
            return since;
        }

        @Override
        public State state() {
            return back() ? State.OVER : State.IN_FORCE;
        }

        private boolean back() {
            if (old.isAlive() || processes.server(node).isEmpty()) {
                return false;
            }
            try (var connection = connections.open(node, PROBE)) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public void recover() {
            if (!back()) {
                throw new InjectionException(node.name() + " is not back yet: its supervisor has to start it again");
            }
        }
    }
}
