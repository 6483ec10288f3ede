package dev.quintet.workload.load;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntConsumer;

/** Rows into a table by multi-row INSERTs. Not thread-safe; {@link #flush} sends the rest. */
public final class RowInserts {

    private static final int MAX_CHARS = 1_000_000;

    private final Statement statement;
    private final String head;
    private final int rowsPerStatement;
    private final IntConsumer loaded;
    private final StringBuilder sql = new StringBuilder();
    private int rows;

    /**
     * @param table name and columns: {@code t (a, b)}
     * @param rowsPerStatement rows of one INSERT, fewer where they are long
     * @param loaded is told how many more rows are there
     */
    public RowInserts(Statement statement, String table, int rowsPerStatement, IntConsumer loaded) {
        this.statement = statement;
        this.head = "INSERT INTO " + table + " VALUES ";
        this.rowsPerStatement = Math.max(1, rowsPerStatement);
        this.loaded = loaded;
    }

    /** A row: numbers, texts and nulls. */
    public void add(Object... values) throws SQLException {
        sql.append(rows == 0 ? head : ",").append('(');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                sql.append(',');
            }
            append(values[i]);
        }
        sql.append(')');
        rows++;
        if (rows >= rowsPerStatement || sql.length() > MAX_CHARS) {
            flush();
        }
    }

    private void append(Object value) {
        if (value == null) {
            sql.append("NULL");
        } else if (value instanceof BigDecimal decimal) {
            sql.append(decimal.toPlainString());
        } else if (value instanceof Number number) {
            sql.append(number);
        } else {
            sql.append('\'')
                    .append(value.toString().replace("\\", "\\\\").replace("'", "''"))
                    .append('\'');
        }
    }

    /** Sends what waits. */
    public void flush() throws SQLException {
        if (rows > 0) {
            statement.execute(sql.toString());
            loaded.accept(rows);
            rows = 0;
            sql.setLength(0);
        }
    }
}
