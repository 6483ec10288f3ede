package dev.quintet.anomaly.fault.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The defaults, with little patience. */
final class TestChaosConfig implements ChaosConfig {
    @Override
    public String namespace() {
        return "chaos-testing";
    }

    @Override
    public String targetNamespace() {
        return "oceanbase";
    }

    @Override
    public List<String> labels() {
        return List.of("ref-obcluster=obcluster");
    }

    @Override
    public Optional<List<String>> containers() {
        return Optional.empty();
    }

    @Override
    public String volumePath() {
        return "/home/admin/oceanbase/store";
    }

    @Override
    public String path() {
        return "/home/admin/oceanbase/store/**/*";
    }

    @Override
    public int percent() {
        return 100;
    }

    @Override
    public Duration injectTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration selectTimeout() {
        return Duration.ofMillis(700);
    }

    @Override
    public Duration recoverTimeout() {
        return Duration.ofSeconds(5);
    }
}
