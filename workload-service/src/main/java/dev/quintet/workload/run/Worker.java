package dev.quintet.workload.run;

import java.sql.SQLException;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

import dev.quintet.workload.target.ErrorKind;

/**
 * One thread's work: connect, wait for the next start, execute, record, and again until the run ends. In open loop
 * latency counts from the intended start, however late the thread is; what a transaction waited for retries after a
 * deadlock counts too. A transaction whose connection breaks is an error, not a latency.
 */
final class Worker implements Runnable {

    private static final long MILLI = 1_000_000L;
    private static final long FIRST_BACKOFF = 100 * MILLI;
    private static final long MAX_BACKOFF = 1000 * MILLI;
    private static final long GATE_POLL = 100 * MILLI;
    private static final long ASK_AGAIN = 20 * MILLI;
    private static final int MAX_ATTEMPTS = 10;

    private final int number;
    private final Shift shift;
    private final Pacer pacer;
    private final IntFunction<Cell> cells;
    private final Link link;
    private final RandomGenerator random;

    private Session session;
    private boolean done;
    private long backoff = FIRST_BACKOFF;

    /**
     * @param number of the thread in the run, from 0
     * @param cells where to record, by transaction
     */
    Worker(int number, Shift shift, Pacer pacer, IntFunction<Cell> cells, Link link, RandomGenerator random) {
        this.number = number;
        this.shift = shift;
        this.pacer = pacer;
        this.cells = cells;
        this.link = link;
        this.random = random;
    }

    @Override
    public void run() {
        try {
            connect();
            shift.ready();
            while (!shift.begun() && !shift.stopping()) {
                shift.park(GATE_POLL);
            }
            while (!done && !shift.stopping()) {
                if (session == null) {
                    sleep(nextBackoff());
                    if (!shift.stopping()) {
                        connect();
                    }
                } else {
                    step();
                }
            }
        } finally {
            link.close();
        }
    }

    private void step() {
        long slot = pacer.take(number, shift.elapsed());
        if (slot == Pacer.END) {
            shift.atEnd();
        } else if (slot < 0) {
            waitUntil(-slot);
        } else if (waitUntil(slot)) {
            transact(slot);
        }
    }

    /** Waits until that time of the run; false if the run is to end before. */
    private boolean waitUntil(long time) {
        long left = time - shift.elapsed();
        while (left > 0 && !shift.stopping()) {
            shift.park(left);
            left = time - shift.elapsed();
        }
        return !shift.stopping();
    }

    private void sleep(long nanos) {
        if (shift.begun()) {
            waitUntil(shift.elapsed() + nanos);
        } else {
            shift.park(nanos);
        }
    }

    private void transact(long slot) {
        int transaction = session.choose();
        if (transaction == Session.LATER) {
            sleep(ASK_AGAIN);
            return;
        }
        if (transaction == Session.DONE) {
            done = true;
            return;
        }
        long intended = slot + session.keyingNanos(transaction);
        if (waitUntil(intended)) {
            long think = session.thinkNanos(transaction);
            attempt(transaction, intended);
            if (think > 0) {
                sleep(think);
            }
        }
    }

    private void attempt(int transaction, long intended) {
        Cell cell = cells.apply(transaction);
        for (int attempt = 1; !shift.stopping(); attempt++) {
            try {
                int statements = session.execute(transaction);
                cell.success(shift.elapsed() - intended, statements);
                backoff = FIRST_BACKOFF;
                return;
            } catch (SQLException e) {
                if (!recover(cell, e) || attempt == MAX_ATTEMPTS) {
                    return;
                }
            }
        }
    }

    /** Counts an error and puts the connection right; true if the same transaction may be tried again. */
    private boolean recover(Cell cell, SQLException e) {
        if (shift.stopping()) {
            return false;
        }
        ErrorKind kind = ErrorKind.of(e);
        cell.error(kind);
        shift.failed(e);
        if (kind.breaksConnection()) {
            disconnect();
            return false;
        }
        try {
            link.rollback();
        } catch (SQLException broken) {
            disconnect();
            return false;
        }
        if (!kind.retryable()) {
            // A table that is gone fails thousands of times a second; nobody learns more from that.
            sleep(nextBackoff());
        }
        return kind.retryable();
    }

    private void connect() {
        try {
            session = link.open();
            backoff = FIRST_BACKOFF;
        } catch (SQLException e) {
            if (!shift.stopping()) {
                ErrorKind kind = ErrorKind.of(e);
                cells.apply(0).error(kind == ErrorKind.CONNECTION_LOST ? ErrorKind.CONNECT_FAILED : kind);
                shift.failed(e);
            }
        }
    }

    private void disconnect() {
        session = null;
        link.close();
    }

    private long nextBackoff() {
        long wait = backoff / 2 + random.nextLong(backoff / 2 + 1);
        backoff = Math.min(MAX_BACKOFF, backoff * 2);
        return wait;
    }
}
