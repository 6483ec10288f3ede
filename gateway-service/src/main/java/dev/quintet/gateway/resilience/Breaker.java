package dev.quintet.gateway.resilience;

import java.time.Duration;

/**
 * A circuit breaker. Closed: all pass. It opens after five failures in a row, or when half of the last 32 outcomes were
 * failures; nothing passes then for a second, longer each time up to ten. After that one request tries: its success
 * closes the breaker, its failure opens it again. Plain Java, thread-safe; times are {@link System#nanoTime}.
 */
public final class Breaker {
    private static final int IN_A_ROW = 5;
    private static final int WINDOW = 32;
    private static final long SHORTEST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();

    /** What the breaker lets pass. */
    public enum State {
        CLOSED,
        TRYING,
        OPEN
    }

    private volatile State state = State.CLOSED;
    /** The last outcomes, the newest in the lowest bit, 1 for a failure. While it is 0, a success changes nothing. */
    private volatile int outcomes;

    private int known;
    private long openUntil;
    private long openFor = SHORTEST;
    private boolean tryingTaken;
    /** When the latest trial began. What began before tells how the instance was, not how it is. */
    private long triedNanos;

    private boolean everTried;

    public State state() {
        return state;
    }

    /** Whether a request would pass now. */
    public boolean permits(long now) {
        return state == State.CLOSED || permitsTrial(now);
    }

    private synchronized boolean permitsTrial(long now) {
        return state == State.CLOSED || (!tryingTaken && now - openUntil >= 0);
    }

    /** Takes leave for one request; the one that tries must end in {@link #succeeded}, {@link #failed} or {@link #left}. */
    public boolean enter(long now) {
        return state == State.CLOSED || enterAsTrial(now);
    }

    private synchronized boolean enterAsTrial(long now) {
        if (state == State.CLOSED) {
            return true;
        }
        if (tryingTaken || now - openUntil < 0) {
            return false;
        }
        tryingTaken = true;
        triedNanos = now;
        everTried = true;
        state = State.TRYING;
        return true;
    }

    /** @param begun when the request was let in */
    public void succeeded(long begun) {
        if (state != State.CLOSED || outcomes != 0) {
            record(0, begun, begun);
        }
    }

    /** @param begun when the request was let in */
    public void failed(long begun, long now) {
        record(1, begun, now);
    }

    /** The request ended; perhaps without telling anything of the instance, because the client went away. */
    public void left(long begun) {
        if (state == State.TRYING) {
            leaveTrial(begun);
        }
    }

    private synchronized void leaveTrial(long begun) {
        if (state == State.TRYING && isOfNow(begun)) {
            tryingTaken = false;
            state = State.OPEN;
        }
    }

    private boolean isOfNow(long begun) {
        return !everTried || begun - triedNanos >= 0;
    }

    private synchronized void record(int failure, long begun, long now) {
        if (!isOfNow(begun)) {
            return;
        }
        if (state == State.TRYING) {
            tryingTaken = false;
            if (failure == 0) {
                close();
            } else {
                openFor = Math.min(LONGEST, openFor * 2);
                open(now);
            }
            return;
        }
        if (state == State.OPEN) {
            // Of a request that began before it opened; only a trial closes.
            return;
        }
        outcomes = outcomes << 1 | failure;
        known = Math.min(WINDOW, known + 1);
        int row = (1 << IN_A_ROW) - 1;
        boolean half = known == WINDOW && Integer.bitCount(outcomes) * 2 >= WINDOW;
        if ((outcomes & row) == row || half) {
            open(now);
        }
    }

    private void open(long now) {
        state = State.OPEN;
        openUntil = now + openFor;
        outcomes = 0;
        known = 0;
    }

    private void close() {
        state = State.CLOSED;
        openFor = SHORTEST;
        outcomes = 0;
        known = 0;
    }

    /** How long until a request may try; zero if one may now. */
    public synchronized Duration openFor(long now) {
        return state == State.CLOSED ? Duration.ZERO : Duration.ofNanos(Math.max(0, openUntil - now));
    }
}
