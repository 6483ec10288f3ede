package dev.quintet.workload.tpcc;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a run counts beside its transactions, since its start.
 *
 * @param rolledBack new orders that failed as they were meant to
 * @param skippedDistricts districts that a delivery found without a waiting order
 */
record TpccCounters(LongAdder rolledBack, LongAdder skippedDistricts) {

    TpccCounters() {
        this(new LongAdder(), new LongAdder());
    }
}
