package dev.quintet.workload.tpch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** TPC-H's tables in one database of one node, over one connection. */
final class TpchSchema {

    private static final String STATE = "load_state";

    private static final Map<String, String> TABLES = tables();

    private static final List<String> INDEXES = List.of(
            "ALTER TABLE %s.lineitem ADD INDEX (l_partkey, l_suppkey), ADD INDEX (l_suppkey), ADD INDEX (l_shipdate)",
            "ALTER TABLE %s.orders ADD INDEX (o_custkey), ADD INDEX (o_orderdate)",
            "ALTER TABLE %s.customer ADD INDEX (c_nationkey)",
            "ALTER TABLE %s.supplier ADD INDEX (s_nationkey)",
            "ALTER TABLE %s.partsupp ADD INDEX (ps_suppkey)",
            "ALTER TABLE %s.nation ADD INDEX (n_regionkey)");

    private final Connection connection;
    private final String database;

    TpchSchema(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /**
     * What a preparation left.
     *
     * @param scaleFactor size
     * @param lineItems rows of lineitem as loaded
     * @param refreshed pairs of refresh functions executed since
     */
    record State(double scaleFactor, long lineItems, int refreshed) {}

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("region", "r_regionkey INT NOT NULL PRIMARY KEY, r_name CHAR(25), r_comment VARCHAR(152)");
        tables.put(
                "nation",
                "n_nationkey INT NOT NULL PRIMARY KEY, n_name CHAR(25), n_regionkey INT NOT NULL,"
                        + " n_comment VARCHAR(152)");
        tables.put(
                "part",
                "p_partkey INT NOT NULL PRIMARY KEY, p_name VARCHAR(55), p_mfgr CHAR(25), p_brand CHAR(10),"
                        + " p_type VARCHAR(25), p_size INT, p_container CHAR(10), p_retailprice DECIMAL(15,2),"
                        + " p_comment VARCHAR(23)");
        tables.put(
                "supplier",
                "s_suppkey INT NOT NULL PRIMARY KEY, s_name CHAR(25), s_address VARCHAR(40), s_nationkey INT NOT NULL,"
                        + " s_phone CHAR(15), s_acctbal DECIMAL(15,2), s_comment VARCHAR(101)");
        tables.put(
                "partsupp",
                "ps_partkey INT NOT NULL, ps_suppkey INT NOT NULL, ps_availqty INT, ps_supplycost DECIMAL(15,2),"
                        + " ps_comment VARCHAR(199), PRIMARY KEY (ps_partkey, ps_suppkey)");
        tables.put(
                "customer",
                "c_custkey INT NOT NULL PRIMARY KEY, c_name VARCHAR(25), c_address VARCHAR(40),"
                        + " c_nationkey INT NOT NULL, c_phone CHAR(15), c_acctbal DECIMAL(15,2), c_mktsegment CHAR(10),"
                        + " c_comment VARCHAR(117)");
        tables.put(
                "orders",
                "o_orderkey BIGINT NOT NULL PRIMARY KEY, o_custkey INT NOT NULL, o_orderstatus CHAR(1),"
                        + " o_totalprice DECIMAL(15,2), o_orderdate DATE, o_orderpriority CHAR(15), o_clerk CHAR(15),"
                        + " o_shippriority INT, o_comment VARCHAR(79)");
        tables.put(
                "lineitem",
                "l_orderkey BIGINT NOT NULL, l_partkey INT NOT NULL, l_suppkey INT NOT NULL, l_linenumber INT NOT NULL,"
                        + " l_quantity DECIMAL(15,2), l_extendedprice DECIMAL(15,2), l_discount DECIMAL(15,2),"
                        + " l_tax DECIMAL(15,2), l_returnflag CHAR(1), l_linestatus CHAR(1), l_shipdate DATE,"
                        + " l_commitdate DATE, l_receiptdate DATE, l_shipinstruct CHAR(25), l_shipmode CHAR(10),"
                        + " l_comment VARCHAR(44), PRIMARY KEY (l_orderkey, l_linenumber)");
        return tables;
    }

    /** Whether a preparation of ours made, or began to make, what is there. */
    boolean ours() throws SQLException {
        return names().contains(STATE);
    }

    List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ?")) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    void create() throws SQLException {
        execute("CREATE DATABASE IF NOT EXISTS " + database);
        execute("CREATE TABLE " + database + "." + STATE
                + " (scale_factor DOUBLE NOT NULL, line_items BIGINT NOT NULL, refreshed INT NOT NULL)");
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            execute("CREATE TABLE " + database + "." + table.getKey() + " (" + table.getValue() + ")");
        }
    }

    /** Drops what {@link #create} makes, and the database if nothing else is in it. */
    void drop() throws SQLException {
        for (String table : TABLES.keySet()) {
            execute("DROP TABLE IF EXISTS " + database + "." + table);
        }
        execute("DROP TABLE IF EXISTS " + database + "." + STATE);
        if (names().isEmpty()) {
            execute("DROP DATABASE IF EXISTS " + database);
        }
    }

    /** Statements that make the secondary indexes, one a table: after the load, as that is faster. */
    static List<String> indexes(String database) {
        return INDEXES.stream().map(index -> index.formatted(database)).toList();
    }

    /** Fresh statistics, so that the queries' plans are those of the data, and the mark that all is there. */
    void finish(double scaleFactor) throws SQLException {
        execute("ANALYZE TABLE "
                + String.join(
                        ", ",
                        TABLES.keySet().stream()
                                .map(name -> database + "." + name)
                                .toList()));
        execute("INSERT INTO " + database + "." + STATE + " SELECT " + scaleFactor + ", COUNT(*), 0 FROM " + database
                + ".lineitem");
    }

    /** What is there; empty where no preparation came to its end. */
    Optional<State> state() throws SQLException {
        if (!ours()) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT scale_factor, line_items, refreshed FROM " + database + "." + STATE)) {
            return row.next()
                    ? Optional.of(new State(row.getDouble(1), row.getLong(2), row.getInt(3)))
                    : Optional.empty();
        }
    }

    /** Notes, in the caller's transaction, that a pair of refresh functions began. */
    void refreshed(int pair) throws SQLException {
        execute("UPDATE " + database + "." + STATE + " SET refreshed = GREATEST(refreshed, " + pair + ")");
    }

    long rows(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + database + "." + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
