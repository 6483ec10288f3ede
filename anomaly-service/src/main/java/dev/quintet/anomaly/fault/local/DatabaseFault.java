package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.quintet.anomaly.fault.FaultInjector;
import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.undo.UndoEntry;
import dev.quintet.anomaly.fault.undo.UndoRunner;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;

/** A fault that is a {@link DatabaseChange}. How it is undone is written to PostgreSQL before it is made. */
final class DatabaseFault implements LocalFault {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final DatabaseChange change;
    private final NodeConnections connections;
    private final UndoRunner undo;
    private final Clock clock;

    DatabaseFault(DatabaseChange change, NodeConnections connections, UndoRunner undo, Clock clock) {
        this.change = change;
        this.connections = connections;
        this.undo = undo;
        this.clock = clock;
    }

    @Override
    public FaultType type() {
        return change.type();
    }

    @Override
    public String plan(FaultSpec spec) {
        return change.description(spec.severity()) + " on " + spec.node().name();
    }

    @Override
    public Injection inject(FaultSpec spec, LocalNode node) {
        undo.requireClean(node.name());
        try (Connection connection = connections.open(node, TIMEOUT)) {
            DatabaseChange.Statements statements = change.statements(spec, connection);
            UndoEntry entry = new UndoEntry(spec.id(), spec.type().wireName(), node.name(), statements.undo());
            undo.write(entry);
            try {
                new StatementsAtOnce(() -> connections.open(node, TIMEOUT)).execute(statements.change());
                change.awaitInForce(spec, connection);
            } catch (SQLException | RuntimeException e) {
                undo.undo(entry);
                throw e;
            }
            return new Changed(entry, clock.instant());
        } catch (SQLException e) {
            throw new InjectionException(
                    spec.type().wireName() + " could not be put into " + node.name() + ": " + e.getMessage(), e);
        }
    }

    private final class Changed implements Injection {
        private final UndoEntry entry;
        private final Instant since;
        private boolean undone;

        private Changed(UndoEntry entry, Instant since) {
            this.entry = entry;
            this.since = since;
        }

        @Override
        public Instant since() {
            return since;
        }

        @Override
        public FaultInjector.State state() {
            return FaultInjector.State.IN_FORCE;
        }

        @Override
        public synchronized void recover() {
            if (!undone) {
                undo.undo(entry);
                undone = true;
            }
        }
    }
}
