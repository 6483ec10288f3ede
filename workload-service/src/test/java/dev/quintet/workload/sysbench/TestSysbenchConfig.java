package dev.quintet.workload.sysbench;

import java.time.Duration;

/** The defaults. */
final class TestSysbenchConfig implements SysbenchConfig {

    @Override
    public String database() {
        return "sbtest";
    }

    @Override
    public String bulkDatabase() {
        return "sbtest_bulk";
    }

    @Override
    public String program() {
        return "sysbench";
    }

    @Override
    public int prepareConnections() {
        return 2;
    }

    @Override
    public int prepareBatchRows() {
        return 300;
    }

    @Override
    public Duration prepareStatementTimeout() {
        return Duration.ofMinutes(1);
    }
}
