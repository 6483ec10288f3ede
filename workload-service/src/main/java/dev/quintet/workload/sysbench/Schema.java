package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** sysbench's tables in one database of one node, over one connection. Table numbers begin at 1. */
final class Schema {

    private static final Pattern TABLE = Pattern.compile("sbtest(\\d{1,4})");
    private static final Set<String> OLTP_COLUMNS = Set.of("id", "k", "c", "pad");

    private final Connection connection;
    private final String database;

    Schema(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /**
     * What is there of a table.
     *
     * @param rows exact number
     * @param min smallest id, 0 without rows
     * @param max largest id, 0 without rows
     */
    record Content(long rows, long min, long max) {}

    boolean databaseExists() throws SQLException {
        return count("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?") > 0;
    }

    void createDatabase() throws SQLException {
        execute("CREATE DATABASE IF NOT EXISTS " + database);
    }

    void dropDatabaseIfEmpty() throws SQLException {
        if (databaseExists() && count("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = ?") == 0) {
            execute("DROP DATABASE " + database);
        }
    }

    /** Numbers of all tables named as sysbench names them. */
    Set<Integer> tables() throws SQLException {
        return new TreeSet<>(columns("SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE table_schema = ? AND table_name LIKE 'sbtest%'")
                .keySet());
    }

    /** Numbers of tables that are whole: right columns, and the index on {@code k}, which is made last. */
    Set<Integer> wholeOltpTables() throws SQLException {
        Map<Integer, List<String>> columns = columns("SELECT table_name, column_name FROM information_schema.columns"
                + " WHERE table_schema = ? AND table_name LIKE 'sbtest%'");
        Map<Integer, List<String>> indexed = columns("SELECT table_name, column_name FROM information_schema.statistics"
                + " WHERE table_schema = ? AND table_name LIKE 'sbtest%' AND column_name = 'k'");
        Set<Integer> whole = new TreeSet<>();
        columns.forEach((table, names) -> {
            if (Set.copyOf(names).equals(OLTP_COLUMNS) && indexed.containsKey(table)) {
                whole.add(table);
            }
        });
        return whole;
    }

    private Map<Integer, List<String>> columns(String sql) throws SQLException {
        Map<Integer, List<String>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    var table = TABLE.matcher(row.getString(1));
                    if (table.matches()) {
                        found.computeIfAbsent(Integer.valueOf(table.group(1)), t -> new ArrayList<>())
                                .add(row.getString(2));
                    }
                }
            }
        }
        return found;
    }

    /** Counts a table's rows: reads an index from end to end. */
    Content content(int table) throws SQLException {
        return content("SELECT COUNT(*), COALESCE(MIN(id), 0), COALESCE(MAX(id), 0) FROM " + name(table));
    }

    /** Largest id of a table: at once. */
    long maxId(int table) throws SQLException {
        return content("SELECT 0, 0, COALESCE(MAX(id), 0) FROM " + name(table)).max();
    }

    private Content content(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Content(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    void createOltpTable(int table) throws SQLException {
        execute("CREATE TABLE " + name(table) + " (id INTEGER NOT NULL AUTO_INCREMENT,"
                + " k INTEGER DEFAULT '0' NOT NULL, c CHAR(120) DEFAULT '' NOT NULL,"
                + " pad CHAR(60) DEFAULT '' NOT NULL, PRIMARY KEY (id)) /*! ENGINE = innodb */");
    }

    void createBulkTable(int table) throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS " + name(table)
                + " (id INTEGER NOT NULL, k INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (id))");
    }

    void createIndex(int table) throws SQLException {
        execute("CREATE INDEX k_" + table + " ON " + name(table) + "(k)");
    }

    void dropTable(int table) throws SQLException {
        execute("DROP TABLE IF EXISTS " + name(table));
    }

    /** The table with its database, for SQL. */
    String name(int table) {
        return database + ".sbtest" + table;
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
