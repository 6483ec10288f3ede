package dev.quintet.anomaly.node;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import org.mariadb.jdbc.Driver;

/** Opens connections to nodes, each bounded in time so that a hanging node never holds a thread for long. */
public final class NodeConnections {
    private final String user;
    private final String password;

    public NodeConnections(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /** The account's password, which the nodes' proxies ask for too. */
    public String password() {
        return password;
    }

    /**
     * @param timeout for connecting and for each answer
     * @throws SQLException if the node does not answer in time or refuses
     */
    public Connection open(LocalNode node, Duration timeout) throws SQLException {
        String millis = Long.toString(timeout.toMillis());
        Properties options = new Properties();
        options.setProperty("user", user);
        options.setProperty("password", password);
        options.setProperty("connectTimeout", millis);
        options.setProperty("socketTimeout", millis);
        return new Driver().connect("jdbc:mariadb://" + node.host() + ":" + node.port() + "/", options);
    }
}
