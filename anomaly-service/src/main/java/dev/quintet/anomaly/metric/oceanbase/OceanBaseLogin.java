package dev.quintet.anomaly.metric.oceanbase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import org.mariadb.jdbc.Driver;

/** The way into the cluster. */
final class OceanBaseLogin {
    private OceanBaseLogin() {}

    /** A connection of its own, whose every answer comes within the configured time. */
    static Connection open(OceanBaseConfig config) throws SQLException {
        String millis = Long.toString(config.timeout().toMillis());
        Properties options = new Properties();
        options.setProperty("user", config.user());
        options.setProperty("password", config.password().orElse(""));
        options.setProperty("connectTimeout", millis);
        options.setProperty("socketTimeout", millis);
        return new Driver().connect("jdbc:mariadb://" + config.host() + ":" + config.port() + "/", options);
    }
}
