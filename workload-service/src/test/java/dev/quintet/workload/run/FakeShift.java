package dev.quintet.workload.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A run on fake time that ends when its schedule does, or at a given time. */
final class FakeShift implements Shift {

    final FakeTime time = new FakeTime();
    final List<SQLException> failures = new ArrayList<>();
    private final long stopAt;
    private boolean ended;

    FakeShift(long stopAt) {
        this.stopAt = stopAt;
    }

    @Override
    public void ready() {}

    @Override
    public boolean begun() {
        return true;
    }

    @Override
    public boolean stopping() {
        return ended || time.nanos() >= stopAt;
    }

    @Override
    public long elapsed() {
        return time.nanos();
    }

    @Override
    public void park(long nanos) {
        time.park(nanos);
    }

    @Override
    public void atEnd() {
        ended = true;
    }

    @Override
    public void failed(SQLException error) {
        failures.add(error);
    }
}
