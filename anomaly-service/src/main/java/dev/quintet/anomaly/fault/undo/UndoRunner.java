package dev.quintet.anomaly.fault.undo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.common.problem.ProblemException;

/** Undoes changes: of a fault that ends, and what an earlier life of this service has left behind. */
@Singleton
public class UndoRunner {
    private static final Logger LOG = Logger.getLogger(UndoRunner.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    private final UndoLog log;
    private final Nodes nodes;
    private final NodeConnections connections;
    /** Nodes on which something is left to undo; empty until the log was read. */
    private volatile Optional<Set<String>> unclean = Optional.empty();

    public UndoRunner(UndoLog log, Nodes nodes, NodeConnections connections) {
        this.log = log;
        this.nodes = nodes;
        this.connections = connections;
    }

    /**
     * To be called before a change: what is found then must be the normal state, not that of an earlier fault.
     *
     * @throws ProblemException 503 if an earlier life's changes are not undone yet, or if PostgreSQL is away
     */
    public void requireClean(String node) {
        undoLeft();
        if (unclean.orElseThrow().contains(node)) {
            throw new InjectionException(
                    "what an earlier life of this service changed on " + node + " is not undone yet");
        }
    }

    /** Writes down how a change is undone. */
    public void write(UndoEntry entry) {
        log.write(entry);
    }

    /**
     * Undoes a change and forgets it.
     *
     * @throws InjectionException if the node refuses or is away: it stays written down then
     */
    public void undo(UndoEntry entry) {
        LocalNode node = nodes.local().stream()
                .filter(each -> each.name().equals(entry.node()))
                .findFirst()
                .orElseThrow(() -> new InjectionException(
                        entry.node() + " is no node any more; by hand: " + String.join("; ", entry.statements())));
        try (Connection connection = connections.open(node, TIMEOUT);
                Statement statement = connection.createStatement()) {
            for (String sql : entry.statements()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new InjectionException(entry.type() + " on " + entry.node() + " not undone: " + e.getMessage(), e);
        }
        log.done(entry.faultId());
    }

    /**
     * Undoes what earlier lives have left.
     *
     * @return whether nothing is left
     * @throws ProblemException 503 if PostgreSQL is away
     */
    public synchronized boolean undoLeft() {
        if (unclean.filter(Set::isEmpty).isPresent()) {
            return true;
        }
        Set<String> still = new TreeSet<>();
        for (UndoEntry entry : log.left()) {
            try {
                undo(entry);
                LOG.infof("%s on %s, left by an earlier life, is undone", entry.type(), entry.node());
            } catch (InjectionException e) {
                LOG.warn(e.getMessage());
                still.add(entry.node());
            }
        }
        unclean = Optional.of(Set.copyOf(still));
        return still.isEmpty();
    }
}
