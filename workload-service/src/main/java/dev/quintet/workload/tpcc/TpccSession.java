package dev.quintet.workload.tpcc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.quintet.workload.run.Session;

/** A terminal at work on one connection. */
final class TpccSession implements Session {

    private static final double NANOS = 1e9;
    private static final List<TransactionKind> KINDS = List.of(TransactionKind.values());

    private final TpccOptions options;
    private final Statements statements;
    private final Terminal terminal;
    private final Deck deck;
    private final Map<TransactionKind, TpccTransaction> transactions = new EnumMap<>(TransactionKind.class);

    TpccSession(Connection connection, TpccOptions options, Terminal terminal, TpccCounters counters)
            throws SQLException {
        this.options = options;
        this.terminal = terminal;
        this.statements = new Statements(connection);
        this.deck = new Deck(terminal.draw().source());
        transactions.put(TransactionKind.NEW_ORDER, new NewOrder(terminal, counters.rolledBack()));
        transactions.put(TransactionKind.PAYMENT, new Payment(terminal));
        transactions.put(TransactionKind.ORDER_STATUS, new OrderStatus(terminal));
        transactions.put(TransactionKind.DELIVERY, new Delivery(terminal, counters.skippedDistricts()));
        transactions.put(TransactionKind.STOCK_LEVEL, new StockLevel(terminal));
    }

    @Override
    public int choose() {
        TransactionKind kind = deck.draw();
        transactions.get(kind).draw();
        return KINDS.indexOf(kind);
    }

    @Override
    public int execute(int transaction) throws SQLException {
        statements.executed();
        transactions.get(KINDS.get(transaction)).execute(statements);
        return statements.executed();
    }

    @Override
    public long keyingNanos(int transaction) {
        return options.keyingTimes() ? (long) (KINDS.get(transaction).keyingSeconds() * NANOS) : 0;
    }

    /** -ln(r) times the mean, at most ten times that (clause 5.2.5.4). */
    @Override
    public long thinkNanos(int transaction) {
        if (!options.thinkTimes()) {
            return 0;
        }
        double mean = KINDS.get(transaction).meanThinkSeconds();
        double seconds = -Math.log(1 - terminal.draw().source().nextDouble()) * mean;
        return (long) (Math.min(seconds, 10 * mean) * NANOS);
    }
}
