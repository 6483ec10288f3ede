package dev.quintet.anomaly.metric.oceanbase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.quintet.common.api.anomaly.TenantMetrics;

/**
 * Tenants of an OceanBase cluster, each on each server, as its views show them now. Rates and disk use are not told by
 * one look at them and stay null.
 */
public final class OceanBaseTenants {
    private static final int MOST = 2_000;
    private static final int MIB = 1 << 20;

    /** CPU in hundredths of a core and memory in bytes, the gauges of a tenant. */
    private static final String USAGE =
            """
            SELECT s.SVR_IP, t.TENANT_NAME,
                   MAX(CASE WHEN s.STAT_ID = 140006 THEN s.VALUE END),
                   MAX(CASE WHEN s.STAT_ID = 140003 THEN s.VALUE END)
              FROM oceanbase.GV$SYSSTAT s JOIN oceanbase.DBA_OB_TENANTS t ON t.TENANT_ID = s.CON_ID
             WHERE s.STAT_ID IN (140003, 140006) AND t.TENANT_TYPE <> 'META' AND (? IS NULL OR t.TENANT_NAME = ?)
             GROUP BY s.SVR_IP, t.TENANT_NAME ORDER BY t.TENANT_NAME, s.SVR_IP LIMIT ?
            """;

    private static final String SESSIONS =
            """
            SELECT SVR_IP, TENANT, COUNT(*), SUM(STATE = 'ACTIVE') FROM oceanbase.GV$OB_PROCESSLIST
             WHERE (? IS NULL OR TENANT = ?) GROUP BY SVR_IP, TENANT LIMIT ?
            """;

    private final OceanBaseConfig config;
    private final Clock clock;

    public OceanBaseTenants(OceanBaseConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    private record Key(String server, String tenant) {}

    private record Sessions(double all, double active) {}

    /**
     * @param tenant its name; null = all
     * @throws SQLException if the cluster is away or refuses
     */
    public List<TenantMetrics> read(String tenant) throws SQLException {
        try (Connection connection = OceanBaseLogin.open(config)) {
            Map<Key, Sessions> sessions = sessions(connection, tenant);
            List<TenantMetrics> found = new ArrayList<>();
            try (PreparedStatement query = query(connection, USAGE, tenant);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Key key = new Key(row.getString(1), row.getString(2));
                    Sessions own = sessions.getOrDefault(key, new Sessions(0, 0));
                    Double memory = number(row, 4);
                    found.add(new TenantMetrics(
                            clock.instant(),
                            key.tenant(),
                            key.server(),
                            number(row, 3),
                            memory == null ? null : memory / MIB,
                            null,
                            null,
                            own.all(),
                            own.active()));
                }
            }
            return found;
        }
    }

    private static Map<Key, Sessions> sessions(Connection connection, String tenant) throws SQLException {
        Map<Key, Sessions> sessions = new HashMap<>();
        try (PreparedStatement query = query(connection, SESSIONS, tenant);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                sessions.put(
                        new Key(row.getString(1), row.getString(2)), new Sessions(row.getDouble(3), row.getDouble(4)));
            }
        }
        return sessions;
    }

    private static PreparedStatement query(Connection connection, String sql, String tenant) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setString(1, tenant);
        query.setString(2, tenant);
        query.setInt(3, MOST);
        return query;
    }

    private static Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
