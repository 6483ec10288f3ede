package dev.quintet.workload.sysbench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import dev.quintet.workload.run.Session;

/** The {@code oltp_*} scripts: statements in sysbench's order, each kind on a table drawn anew. */
final class OltpSession implements Session {

    private final SysbenchOptions options;
    private final RandomGenerator random;
    private final DigitGroups digits = new DigitGroups();
    private final Map<Query, PreparedStatement[]> prepared = new EnumMap<>(Query.class);
    private final Statement plain;
    private final boolean transaction;

    OltpSession(Connection connection, SysbenchOptions options, RandomGenerator random) throws SQLException {
        this.options = options;
        this.random = random;
        this.transaction = options.script().transactional() && !options.skipTrx();
        this.plain = connection.createStatement();
        for (Query query : options.script().queries()) {
            PreparedStatement[] ofTables = new PreparedStatement[options.tables()];
            for (int table = 0; table < ofTables.length; table++) {
                ofTables[table] = connection.prepareStatement(query.sql(table + 1));
            }
            prepared.put(query, ofTables);
        }
    }

    @Override
    public int choose() {
        return 0;
    }

    @Override
    public int execute(int only) throws SQLException {
        if (transaction) {
            plain.execute("BEGIN");
        }
        int statements =
                switch (options.script()) {
                    case OLTP_READ_WRITE -> reads() + writes();
                    case OLTP_READ_ONLY -> reads();
                    case OLTP_WRITE_ONLY -> writes();
                    case OLTP_POINT_SELECT -> byId(Query.POINT_SELECT, 1);
                    case OLTP_UPDATE_INDEX -> byId(Query.INDEX_UPDATE, options.indexUpdates());
                    case OLTP_UPDATE_NON_INDEX -> nonIndexUpdates();
                    case OLTP_DELETE -> byId(Query.DELETE, 1);
                    case OLTP_INSERT -> insert();
                    default -> throw new IllegalStateException(options.script() + " has a session of its own");
                };
        if (transaction) {
            plain.execute("COMMIT");
            statements += 2;
        }
        return statements;
    }

    private int reads() throws SQLException {
        return byId(Query.POINT_SELECT, options.pointSelects())
                + range(Query.SIMPLE_RANGE, options.simpleRanges())
                + range(Query.SUM_RANGE, options.sumRanges())
                + range(Query.ORDER_RANGE, options.orderRanges())
                + range(Query.DISTINCT_RANGE, options.distinctRanges());
    }

    private int writes() throws SQLException {
        return byId(Query.INDEX_UPDATE, options.indexUpdates()) + nonIndexUpdates() + deleteInserts();
    }

    private int byId(Query query, int times) throws SQLException {
        PreparedStatement statement = prepared.get(query)[table()];
        for (int i = 0; i < times; i++) {
            statement.setInt(1, id());
            statement.execute();
        }
        return times;
    }

    private int range(Query query, int times) throws SQLException {
        PreparedStatement statement = prepared.get(query)[table()];
        for (int i = 0; i < times; i++) {
            int from = id();
            statement.setInt(1, from);
            statement.setInt(2, from + options.rangeSize() - 1);
            statement.execute();
        }
        return times;
    }

    private int nonIndexUpdates() throws SQLException {
        PreparedStatement statement = prepared.get(Query.NON_INDEX_UPDATE)[table()];
        for (int i = 0; i < options.nonIndexUpdates(); i++) {
            statement.setString(1, digits.c(random));
            statement.setInt(2, id());
            statement.execute();
        }
        return options.nonIndexUpdates();
    }

    private int deleteInserts() throws SQLException {
        int table = table();
        PreparedStatement delete = prepared.get(Query.DELETE)[table];
        PreparedStatement insert = prepared.get(Query.INSERT)[table];
        for (int i = 0; i < options.deleteInserts(); i++) {
            int id = id();
            delete.setInt(1, id);
            insert.setInt(1, id);
            insert.setInt(2, id());
            insert.setString(3, digits.c(random));
            insert.setString(4, digits.pad(random));
            delete.execute();
            insert.execute();
        }
        return 2 * options.deleteInserts();
    }

    /** sysbench sends this one as text; id 0 makes the server count on. */
    private int insert() throws SQLException {
        int table = table() + 1;
        plain.execute("INSERT INTO sbtest" + table + " (id, k, c, pad) VALUES (0, " + id() + ", '" + digits.c(random)
                + "', '" + digits.pad(random) + "')");
        return 1;
    }

    private int table() {
        return options.tables() == 1 ? 0 : random.nextInt(options.tables());
    }

    private int id() {
        return options.ids().next(random, 1, options.tableSize());
    }
}
