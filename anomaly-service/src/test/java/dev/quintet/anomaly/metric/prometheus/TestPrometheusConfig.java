package dev.quintet.anomaly.metric.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks five times a second. Only for tests. */
record TestPrometheusConfig(URI address, Map<String, String> queries) implements PrometheusConfig {
    @Override
    public Optional<URI> url() {
        return Optional.of(address);
    }

    @Override
    public Duration step() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public String nodeLabel() {
        return "pod";
    }

    @Override
    public String container() {
        return "observer";
    }
}
