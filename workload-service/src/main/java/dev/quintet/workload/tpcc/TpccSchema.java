package dev.quintet.workload.tpcc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** TPC-C's tables in one database of one node, over one connection. Names are those of tpcc-mysql. */
final class TpccSchema {

    /** Which warehouses are whole, and the constant of C_LAST they were loaded with. Made first and dropped last. */
    private static final String STATE = "load_state";

    private static final String DISTRICT_TEXTS =
            """
            s_dist_01 CHAR(24) NOT NULL, s_dist_02 CHAR(24) NOT NULL, s_dist_03 CHAR(24) NOT NULL,
            s_dist_04 CHAR(24) NOT NULL, s_dist_05 CHAR(24) NOT NULL, s_dist_06 CHAR(24) NOT NULL,
            s_dist_07 CHAR(24) NOT NULL, s_dist_08 CHAR(24) NOT NULL, s_dist_09 CHAR(24) NOT NULL,
            s_dist_10 CHAR(24) NOT NULL""";

    private static final List<String> TABLES = List.of(
            """
            warehouse (w_id SMALLINT NOT NULL, w_name VARCHAR(10), w_street_1 VARCHAR(20), w_street_2 VARCHAR(20),
              w_city VARCHAR(20), w_state CHAR(2), w_zip CHAR(9), w_tax DECIMAL(4,4), w_ytd DECIMAL(12,2),
              PRIMARY KEY (w_id))""",
            """
            district (d_id TINYINT NOT NULL, d_w_id SMALLINT NOT NULL, d_name VARCHAR(10), d_street_1 VARCHAR(20),
              d_street_2 VARCHAR(20), d_city VARCHAR(20), d_state CHAR(2), d_zip CHAR(9), d_tax DECIMAL(4,4),
              d_ytd DECIMAL(12,2), d_next_o_id INT, PRIMARY KEY (d_w_id, d_id))""",
            """
            customer (c_id INT NOT NULL, c_d_id TINYINT NOT NULL, c_w_id SMALLINT NOT NULL, c_first VARCHAR(16),
              c_middle CHAR(2), c_last VARCHAR(16), c_street_1 VARCHAR(20), c_street_2 VARCHAR(20),
              c_city VARCHAR(20), c_state CHAR(2), c_zip CHAR(9), c_phone CHAR(16), c_since DATETIME,
              c_credit CHAR(2), c_credit_lim DECIMAL(12,2), c_discount DECIMAL(4,4), c_balance DECIMAL(12,2),
              c_ytd_payment DECIMAL(12,2), c_payment_cnt INT, c_delivery_cnt INT, c_data TEXT,
              PRIMARY KEY (c_w_id, c_d_id, c_id), KEY idx_customer (c_w_id, c_d_id, c_last, c_first))""",
            """
            history (h_c_id INT, h_c_d_id TINYINT, h_c_w_id SMALLINT, h_d_id TINYINT, h_w_id SMALLINT,
              h_date DATETIME, h_amount DECIMAL(6,2), h_data VARCHAR(24))""",
            """
            new_orders (no_o_id INT NOT NULL, no_d_id TINYINT NOT NULL, no_w_id SMALLINT NOT NULL,
              PRIMARY KEY (no_w_id, no_d_id, no_o_id))""",
            """
            orders (o_id INT NOT NULL, o_d_id TINYINT NOT NULL, o_w_id SMALLINT NOT NULL, o_c_id INT,
              o_entry_d DATETIME, o_carrier_id TINYINT, o_ol_cnt TINYINT, o_all_local TINYINT,
              PRIMARY KEY (o_w_id, o_d_id, o_id), KEY idx_orders (o_w_id, o_d_id, o_c_id, o_id))""",
            """
            order_line (ol_o_id INT NOT NULL, ol_d_id TINYINT NOT NULL, ol_w_id SMALLINT NOT NULL,
              ol_number TINYINT NOT NULL, ol_i_id INT, ol_supply_w_id SMALLINT, ol_delivery_d DATETIME,
              ol_quantity TINYINT, ol_amount DECIMAL(6,2), ol_dist_info CHAR(24),
              PRIMARY KEY (ol_w_id, ol_d_id, ol_o_id, ol_number))""",
            """
            item (i_id INT NOT NULL, i_im_id INT, i_name VARCHAR(24), i_price DECIMAL(5,2), i_data VARCHAR(50),
              PRIMARY KEY (i_id))""",
            """
            stock (s_i_id INT NOT NULL, s_w_id SMALLINT NOT NULL, s_quantity SMALLINT,
            """
                    + DISTRICT_TEXTS
                    + """
            , s_ytd DECIMAL(8,0), s_order_cnt INT, s_remote_cnt INT, s_data VARCHAR(50),
              PRIMARY KEY (s_w_id, s_i_id))""");

    private final Connection connection;
    private final String database;

    TpccSchema(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    boolean databaseExists() throws SQLException {
        return count("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?") > 0;
    }

    /** Whether a preparation of ours made, or began to make, what is there. */
    boolean ours() throws SQLException {
        return tables().contains(STATE);
    }

    List<String> tables() throws SQLException {
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
        execute("CREATE TABLE IF NOT EXISTS " + name(STATE)
                + " (w_id INT NOT NULL PRIMARY KEY, c_last INT NOT NULL, loaded_at TIMESTAMP)");
        for (String table : TABLES) {
            execute("CREATE TABLE " + name(table));
        }
    }

    /** Drops what {@link #create} makes, and the database if nothing else is in it. */
    void drop() throws SQLException {
        for (String table : TABLES) {
            execute("DROP TABLE IF EXISTS " + name(table.substring(0, table.indexOf(' '))));
        }
        execute("DROP TABLE IF EXISTS " + name(STATE));
        if (tables().isEmpty()) {
            execute("DROP DATABASE IF EXISTS " + database);
        }
    }

    /** Notes that a warehouse is whole; number 0 stands for the items. */
    void loaded(int warehouse, int lastNameConstant) throws SQLException {
        execute("INSERT INTO " + name(STATE) + " VALUES (" + warehouse + ", " + lastNameConstant
                + ", CURRENT_TIMESTAMP)");
    }

    /** Numbers of the whole warehouses, 0 for the items, each with its constant of C_LAST. */
    Map<Integer, Integer> loadedWarehouses() throws SQLException {
        Map<Integer, Integer> loaded = new TreeMap<>();
        if (ours()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT w_id, c_last FROM " + name(STATE))) {
                while (row.next()) {
                    loaded.put(row.getInt(1), row.getInt(2));
                }
            }
        }
        return loaded;
    }

    /** Rows by warehouse of a table whose number of rows a run does not change. */
    Map<Integer, Long> rowsByWarehouse(String table, String warehouseColumn) throws SQLException {
        Map<Integer, Long> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + warehouseColumn + ", COUNT(*) FROM " + name(table)
                        + " GROUP BY " + warehouseColumn)) {
            while (row.next()) {
                rows.put(row.getInt(1), row.getLong(2));
            }
        }
        return rows;
    }

    /** A table with its database, for SQL. */
    String name(String table) {
        return database + "." + table;
    }

    private long count(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
