package dev.quintet.workload.sysbench;

/** The statements of sysbench's OLTP scripts, each once a table. */
enum Query {
    POINT_SELECT("SELECT c FROM sbtest%d WHERE id=?"),
    SIMPLE_RANGE("SELECT c FROM sbtest%d WHERE id BETWEEN ? AND ?"),
    SUM_RANGE("SELECT SUM(k) FROM sbtest%d WHERE id BETWEEN ? AND ?"),
    ORDER_RANGE("SELECT c FROM sbtest%d WHERE id BETWEEN ? AND ? ORDER BY c"),
    DISTINCT_RANGE("SELECT DISTINCT c FROM sbtest%d WHERE id BETWEEN ? AND ? ORDER BY c"),
    INDEX_UPDATE("UPDATE sbtest%d SET k=k+1 WHERE id=?"),
    NON_INDEX_UPDATE("UPDATE sbtest%d SET c=? WHERE id=?"),
    DELETE("DELETE FROM sbtest%d WHERE id=?"),
    INSERT("INSERT INTO sbtest%d (id, k, c, pad) VALUES (?, ?, ?, ?)");

    private final String template;

    Query(String template) {
        this.template = template;
    }

    /** The statement for one table, numbered from 1. */
    String sql(int table) {
        return template.formatted(table);
    }
}
