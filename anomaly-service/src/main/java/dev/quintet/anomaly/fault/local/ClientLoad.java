package dev.quintet.anomaly.fault.local;

import java.sql.Connection;
import java.sql.SQLException;

import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.Severity;

/** What a client does to a database that harms it, without changing its data. */
interface ClientLoad {
    FaultType type();

    String description(Severity severity);

    int connections(Severity severity);

    /**
     * What one connection does again and again.
     *
     * @param first the connection that looks around
     */
    Round round(Severity severity, Connection first) throws SQLException;

    /** One turn, of a few seconds at most; leaves nothing behind, also when the connection breaks in it. */
    interface Round {
        void run(Connection connection) throws SQLException;
    }
}
