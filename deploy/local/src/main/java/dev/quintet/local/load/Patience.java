package dev.quintet.local.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long to look for what was accepted: a bound for all of it together, not for each. */
final class Patience {

    private static final long PAUSE_MILLIS = 500;

    private final long end;

    Patience(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** Waits a moment; false when there is no time left. */
    boolean waitAMoment() throws InterruptedException {
        if (System.nanoTime() - end > 0) {
            return false;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        return true;
    }
}
