package dev.quintet.workload.tpcc;

import java.time.Duration;

/** The defaults. */
final class TestTpccConfig implements TpccConfig {

    @Override
    public String database() {
        return "tpcc";
    }

    @Override
    public int prepareConnections() {
        return 2;
    }

    @Override
    public int prepareBatchRows() {
        return 1000;
    }

    @Override
    public Duration statementTimeout() {
        return Duration.ofMinutes(1);
    }
}
