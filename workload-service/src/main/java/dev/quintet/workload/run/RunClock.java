package dev.quintet.workload.run;

import java.util.concurrent.locks.LockSupport;

/** Monotonic time of runs, and waiting for it; a test passes its own. */
interface RunClock {

    /** The machine's clock. */
    RunClock SYSTEM = new RunClock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits that long, or less: whoever waits looks at the time again. Ends at once when the thread is unparked. */
    void park(long nanos);
}
