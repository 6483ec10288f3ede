package dev.quintet.anomaly.fault.chaos;

import java.time.Clock;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import dev.quintet.anomaly.fault.FaultInjector;

/** Puts the Chaos Mesh injector together. The client looks for its cluster only then. */
@Singleton
public class ChaosInjectors {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int RETRIES = 1;

    private final ChaosConfig config;
    private final Clock clock;

    ChaosInjectors(ChaosConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    public FaultInjector create() {
        Config cluster = new ConfigBuilder(Config.autoConfigure(null))
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .build();
        return new ChaosMeshInjector(
                new KubernetesClientBuilder().withConfig(cluster).build(),
                config,
                UUID.randomUUID().toString(),
                clock);
    }
}
