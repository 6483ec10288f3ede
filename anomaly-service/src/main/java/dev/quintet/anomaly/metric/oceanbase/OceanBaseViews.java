package dev.quintet.anomaly.metric.oceanbase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.quintet.anomaly.metric.oceanbase.ServerStats.Snapshot;

/** Reads all servers' statistics from OceanBase's views (4.x, tenant sys). */
final class OceanBaseViews {
    private static final String SYSSTAT = "SELECT SVR_IP, STAT_ID, VALUE_TYPE, SUM(VALUE) FROM oceanbase.GV$SYSSTAT"
            + " WHERE (CON_ID = 1 OR CON_ID > 1000) AND STAT_ID IN ("
            + Arrays.stream(ServerStats.STAT_IDS).mapToObj(Integer::toString).collect(Collectors.joining(","))
            + ") GROUP BY SVR_IP, STAT_ID, VALUE_TYPE";

    private static final String SERVERS = "SELECT SVR_IP, STATUS = 'ACTIVE' FROM oceanbase.DBA_OB_SERVERS";

    private static final String SESSIONS =
            "SELECT SVR_IP, COUNT(*), SUM(STATE = 'ACTIVE')" + " FROM oceanbase.GV$OB_PROCESSLIST GROUP BY SVR_IP";

    private static final String MEMSTORE = "SELECT SVR_IP, 100 * SUM(MEMSTORE_USED) / SUM(MEMSTORE_LIMIT)"
            + " FROM oceanbase.GV$OB_MEMSTORE GROUP BY SVR_IP";

    private static final String KVCACHE =
            "SELECT SVR_IP, SUM(CACHE_SIZE) / 1048576 FROM oceanbase.GV$OB_KVCACHE GROUP BY SVR_IP";

    private static final String SLOW = "SELECT SVR_IP, COUNT(*) FROM oceanbase.GV$OB_SQL_AUDIT"
            + " WHERE REQUEST_TIME >= ? AND ELAPSED_TIME >= ? GROUP BY SVR_IP";

    private final long slowMicros;

    /** @param slowMicros a statement that took so long is a slow one */
    OceanBaseViews(long slowMicros) {
        this.slowMicros = slowMicros;
    }

    /**
     * What the views show of each server, by its {@code SVR_IP}.
     *
     * @param sinceMicros slow statements are counted from here on, epoch
     * @param seconds so long ago that is
     */
    Map<String, Snapshot> read(Connection connection, long sinceMicros, double seconds) throws SQLException {
        Map<String, Snapshot> servers = new HashMap<>();
        each(connection, SYSSTAT, row -> {
            Snapshot server = of(servers, row.getString(1));
            boolean counter = row.getString(3).startsWith("ADD");
            (counter ? server.counters() : server.gauges()).put(row.getInt(2), row.getDouble(4));
        });
        each(connection, SERVERS, row -> put(servers, row, "up", row.getDouble(2)));
        each(connection, SESSIONS, row -> {
            put(servers, row, "threads_connected", row.getDouble(2));
            put(servers, row, "threads_running", row.getDouble(3));
        });
        each(connection, MEMSTORE, row -> put(servers, row, "memstore_percent", row.getDouble(2)));
        each(connection, KVCACHE, row -> put(servers, row, "kvcache_mib", row.getDouble(2)));
        if (seconds > 0) {
            servers.values().forEach(server -> server.others().put("slow_queries_per_s", 0.0));
            each(
                    connection,
                    SLOW,
                    row -> put(servers, row, "slow_queries_per_s", row.getDouble(2) / seconds),
                    sinceMicros,
                    slowMicros);
        }
        return servers;
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, Row taker, long... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setLong(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }

    private static void put(Map<String, Snapshot> servers, ResultSet row, String metric, double value)
            throws SQLException {
        of(servers, row.getString(1)).others().put(metric, value);
    }

    private static Snapshot of(Map<String, Snapshot> servers, String ip) {
        return servers.computeIfAbsent(ip, any -> new Snapshot(new HashMap<>(), new HashMap<>(), new HashMap<>()));
    }
}
