package dev.quintet.workload.run;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

import org.jboss.logging.Logger;

import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** A link over JDBC that keeps its socket, so that it can be cut. */
final class JdbcLink implements Link {

    private static final Logger LOG = Logger.getLogger(JdbcLink.class);
    private static final long NO_THREAD = -1;

    private final Connector connector;
    private final Target target;
    private final WorkloadPlan plan;
    private final Seat seat;
    private final RandomGenerator random;

    private Connection connection;
    private volatile Socket socket;
    private volatile long serverThread = NO_THREAD;
    private volatile boolean cut;

    JdbcLink(Connector connector, Target target, WorkloadPlan plan, Seat seat, RandomGenerator random) {
        this.connector = connector;
        this.target = target;
        this.plan = plan;
        this.seat = seat;
        this.random = random;
    }

    @Override
    public Session open() throws SQLException {
        connection = connector.openForLoad(target, node(), plan.database(), plan.serverPrepared(), this::keep);
        try {
            serverThread = connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
            return plan.open(connection, seat, random);
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void keep(Socket opening) {
        socket = opening;
        if (cut) {
            closeSocket();
        }
    }

    @Override
    public void rollback() throws SQLException {
        connection.createStatement().execute("ROLLBACK");
    }

    @Override
    public void close() {
        serverThread = NO_THREAD;
        Connection closing = connection;
        connection = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (SQLException e) {
                LOG.debugf("Closing a connection to %s: %s", node().address(), e.getMessage());
            }
        }
    }

    @Override
    public void cutOff() {
        cut = true;
        closeSocket();
    }

    private void closeSocket() {
        Socket closing = socket;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException e) {
                LOG.debugf("Closing a socket to %s: %s", node().address(), e.getMessage());
            }
        }
    }

    Node node() {
        return seat.node();
    }

    /** The server's number of this connection while it has one: what KILL takes. */
    OptionalLong serverThread() {
        long thread = serverThread;
        return thread == NO_THREAD ? OptionalLong.empty() : OptionalLong.of(thread);
    }
}
