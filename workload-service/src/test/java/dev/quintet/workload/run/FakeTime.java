package dev.quintet.workload.run;

/** Time that passes only when someone waits or works. For one thread. */
final class FakeTime implements RunClock {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    private long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void park(long nanos) {
        now += Math.max(1, nanos);
    }

    void pass(long nanos) {
        now += nanos;
    }
}
