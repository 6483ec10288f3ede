package dev.quintet.workload.target;

import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;

import org.mariadb.jdbc.Driver;

/**
 * Opens connections to a target's nodes. The password goes to the driver as a property, never in a URL, which the
 * driver would repeat in errors.
 */
public final class Connector {

    private final Driver driver = new Driver();
    private final Duration connectTimeout;
    private final boolean allowPublicKeyRetrieval;

    /** With the settings' defaults for all but the time. */
    public Connector(Duration connectTimeout) {
        this(connectTimeout, true);
    }

    /**
     * @param connectTimeout how long connecting may take
     * @param allowPublicKeyRetrieval whether a MySQL server without TLS may send the key that its password is sent with
     */
    public Connector(Duration connectTimeout, boolean allowPublicKeyRetrieval) {
        this.connectTimeout = connectTimeout;
        this.allowPublicKeyRetrieval = allowPublicKeyRetrieval;
    }

    /**
     * A connection for short questions and for preparing.
     *
     * @param database default database, empty for none
     * @param answerWithin how long one statement may take
     */
    public Connection open(Target target, Node node, String database, Duration answerWithin) throws SQLException {
        Properties properties = common(target);
        properties.setProperty("socketTimeout", Long.toString(answerWithin.toMillis()));
        return connect(node, database, properties);
    }

    /**
     * A connection that carries load: a statement may take as long as the server needs, as a stall is what a run wants
     * to see; whoever ends the run closes the socket.
     *
     * @param serverPrepared whether statements are prepared on the server
     * @param watcher is given the socket before it connects
     */
    public Connection openForLoad(
            Target target, Node node, String database, boolean serverPrepared, Consumer<Socket> watcher)
            throws SQLException {
        Properties properties = common(target);
        properties.setProperty("useServerPrepStmts", Boolean.toString(serverPrepared));
        // A session keeps its own statements, so the driver's cache would only cost.
        properties.setProperty("cachePrepStmts", "false");
        // An answer of several small packets is one read of the socket instead of two for each of them.
        properties.setProperty("useReadAheadInput", "true");
        properties.setProperty("socketFactory", TrackedSocketFactory.class.getName());
        return TrackedSocketFactory.watching(watcher, () -> connect(node, database, properties));
    }

    private Properties common(Target target) {
        Properties properties = new Properties();
        properties.setProperty("user", target.credentials().user());
        properties.setProperty("password", target.credentials().password());
        properties.setProperty("connectTimeout", Long.toString(connectTimeout.toMillis()));
        // MySQL's caching_sha2_password without TLS asks the server for its key to encrypt the password with.
        properties.setProperty("allowPublicKeyRetrieval", Boolean.toString(allowPublicKeyRetrieval));
        // A hostile server may ask its client for files.
        properties.setProperty("allowLocalInfile", "false");
        return properties;
    }

    private Connection connect(Node node, String database, Properties properties) throws SQLException {
        String host = node.host().contains(":") ? "[" + node.host() + "]" : node.host();
        Connection connection =
                driver.connect("jdbc:mariadb://" + host + ":" + node.port() + "/" + database, properties);
        if (connection == null) {
            throw new SQLException("The driver does not take the address " + node.address(), "08001");
        }
        return connection;
    }
}
