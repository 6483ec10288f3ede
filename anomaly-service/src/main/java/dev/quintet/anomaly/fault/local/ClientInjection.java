package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultInjector.State;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.NodeConnections;

/** Connections that work on a node, a thread each, until they are recovered. */
final class ClientInjection implements Injection {
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final LocalNode node;
    private final NodeConnections connections;
    private final ClientLoad.Round round;
    private final Instant since;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Long> serverThreads = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    ClientInjection(LocalNode node, NodeConnections connections, ClientLoad.Round round, Instant since) {
        this.node = node;
        this.connections = connections;
        this.round = round;
        this.since = since;
    }

    /** Takes the connection over. */
    void begin(Connection connection) {
        Thread thread = new Thread(() -> work(connection), "fault-client");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void work(Connection first) {
        Connection connection = first;
        while (!stopped) {
            try {
                if (connection == null) {
                    connection = connections.open(node, KILL_TIMEOUT);
                }
                serverThreads.add(
                        connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId());
                while (!stopped) {
                    round.run(connection);
                }
            } catch (SQLException e) {
                // A deadlock, a timeout, a node that restarts: the harm goes on as soon as it can.
                abandon(connection);
                connection = null;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        abandon(connection);
    }

    static void abandon(Connection connection) {
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It is given up either way.
            }
        }
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public State state() {
        return threads.stream().allMatch(Thread::isAlive) ? State.IN_FORCE : State.LOST;
    }

    @Override
    public void recover() {
        stopped = true;
        killOnServer();
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                if (thread.isAlive()) {
                    throw new InjectionException("a connection to " + node.name() + " does not end");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InjectionException("interrupted while connections to " + node.name() + " ended", e);
        }
    }

    /** A query under way would run to its end otherwise. */
    private void killOnServer() {
        try (Connection connection = connections.open(node, KILL_TIMEOUT);
                Statement statement = connection.createStatement()) {
            for (long id : serverThreads) {
                statement.execute("KILL HARD CONNECTION " + id);
            }
        } catch (SQLException e) {
            // One of them is gone already, or the node is: the threads end by themselves.
        }
    }
}
