package dev.quintet.workload.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.target.Node;

/** Whether a server has room for a run's connections and prepared statements. */
public final class ServerRoom {

    private static final int UNKNOWN_VARIABLE = 1193;

    private final Connection connection;
    private final Node node;
    private final int workers;

    public ServerRoom(Connection connection, Node node, int workers) {
        this.connection = connection;
        this.node = node;
        this.workers = workers;
    }

    /**
     * @throws ProblemException 409 when the server allows fewer connections than there are workers
     */
    public void requireConnections() throws SQLException {
        OptionalLong connections = variable("max_connections");
        if (connections.isPresent() && workers > connections.getAsLong()) {
            throw ProblemException.of(
                    409,
                    "too-many-connections",
                    "Node '" + node.name() + "' would get " + workers + " threads and allows " + connections.getAsLong()
                            + " connections (max_connections).");
        }
    }

    /**
     * @param perWorker statements that each worker prepares
     * @param instead what else to take, for the message
     * @throws ProblemException 422 when the server allows fewer
     */
    public void requireStatements(long perWorker, String instead) throws SQLException {
        long statements = workers * perWorker;
        OptionalLong limit = variable("max_prepared_stmt_count");
        if (limit.isPresent() && statements > limit.getAsLong()) {
            throw Options.invalid(
                    "dbPsMode",
                    "auto needs " + statements + " prepared statements on node '" + node.name() + "', which allows "
                            + limit.getAsLong() + " (max_prepared_stmt_count): take " + instead
                            + ", or dbPsMode disable");
        }
    }

    private OptionalLong variable(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@" + name)) {
            row.next();
            return OptionalLong.of(row.getLong(1));
        } catch (SQLException e) {
            if (e.getErrorCode() == UNKNOWN_VARIABLE) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }
}
