package dev.quintet.workload.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Logger;

import dev.quintet.workload.target.Connector;
import dev.quintet.workload.target.DatabaseProblem;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/**
 * Kills, on the server, connections that were cut: a server notices a closed socket only when its statement is done.
 */
final class ConnectionReaper {

    private static final Logger LOG = Logger.getLogger(ConnectionReaper.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Connector connector;
    private final Executor executor;

    ConnectionReaper(Connector connector, Executor executor) {
        this.connector = connector;
        this.executor = executor;
    }

    /** Kills them in the background; a server that does not answer loses them by itself when it comes to. */
    void kill(Target target, List<JdbcLink> links) {
        Map<Node, List<Long>> threads = new HashMap<>();
        for (JdbcLink link : links) {
            link.serverThread().ifPresent(id -> threads.computeIfAbsent(link.node(), node -> new ArrayList<>())
                    .add(id));
        }
        threads.forEach((node, ids) -> {
            try {
                executor.execute(() -> kill(target, node, ids));
            } catch (RejectedExecutionException e) {
                LOG.warnf("%d connections to %s are left for the server to notice", ids.size(), node.address());
            }
        });
    }

    private void kill(Target target, Node node, List<Long> ids) {
        try (Connection connection = connector.open(target, node, "", ANSWER_WITHIN);
                Statement statement = connection.createStatement()) {
            for (long id : ids) {
                killOne(statement, id);
            }
        } catch (SQLException e) {
            LOG.debugf("Connections to %s not killed: %s", node.address(), DatabaseProblem.words(e));
        }
    }

    private static void killOne(Statement statement, long id) throws SQLException {
        try {
            statement.execute("KILL " + id);
        } catch (SQLException e) {
            // 1094: it is gone already.
            if (e.getErrorCode() != 1094) {
                throw e;
            }
        }
    }
}
