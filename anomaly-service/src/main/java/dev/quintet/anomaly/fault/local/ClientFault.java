package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;

/**
 * A fault that is a {@link ClientLoad} from this process: if it dies the kernel closes the connections, the server
 * rolls back, and nothing is left to undo.
 */
final class ClientFault implements LocalFault {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ClientLoad load;
    private final NodeConnections connections;
    private final Clock clock;

    ClientFault(ClientLoad load, NodeConnections connections, Clock clock) {
        this.load = load;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public FaultType type() {
        return load.type();
    }

    @Override
    public String plan(FaultSpec spec) {
        return load.description(spec.severity()) + " on " + spec.node().name();
    }

    @Override
    public Injection inject(FaultSpec spec, LocalNode node) {
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < load.connections(spec.severity()); i++) {
                open.add(connections.open(node, TIMEOUT));
            }
            ClientLoad.Round round = load.round(spec.severity(), open.get(0));
            // Once in this thread: what the server refuses is told to whoever asked for the fault.
            round.run(open.get(0));
            ClientInjection injection = new ClientInjection(node, connections, round, clock.instant());
            open.forEach(injection::begin);
            return injection;
        } catch (SQLException | RuntimeException e) {
            open.forEach(ClientInjection::abandon);
            throw e instanceof InjectionException known
                    ? known
                    : new InjectionException(
                            spec.type().wireName() + " could not be put into " + node.name() + ": " + e.getMessage(),
                            e);
        }
    }
}
