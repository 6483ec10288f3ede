package dev.quintet.workload.tpch;

import java.time.Duration;

/** The defaults. */
final class TestTpchConfig implements TpchConfig {

    @Override
    public String database() {
        return "tpch";
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
        return Duration.ofMinutes(10);
    }
}
