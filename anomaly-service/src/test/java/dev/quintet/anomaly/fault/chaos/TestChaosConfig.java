package dev.quintet.anomaly.fault.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The defaults, but for the times.
 *
 * @param patience with a controller that may be slow
 * @param recoverTimeout as configured
 */
record TestChaosConfig(Duration patience, Duration recoverTimeout) implements ChaosConfig {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** With patience for everything. */
    TestChaosConfig() {
        this(LONG, LONG);
    }

    /** Waits for a short time only for what does not come. */
    static TestChaosConfig impatient() {
        return new TestChaosConfig(Duration.ofMillis(700), LONG);
    }

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
        return patience;
    }

    @Override
    public Duration selectTimeout() {
        return patience;
    }
}
