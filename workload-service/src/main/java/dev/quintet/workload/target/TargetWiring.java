package dev.quintet.workload.target;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Puts the feature together. */
@ApplicationScoped
class TargetWiring {

    private static final int PROBE_THREADS = 8;

    @Produces
    @Singleton
    Connector connector(TargetConfig config) {
        return new Connector(config.connectTimeout());
    }

    @Produces
    @Singleton
    Targets targets(TargetConfig config, ObjectMapper json) {
        EnvironmentTargetSource environment = new EnvironmentTargetSource(
                config.defaultHost(),
                config.defaultPort(),
                config.defaultUser(),
                config.defaultPassword().orElse(""));
        LocalTargetSource local = new LocalTargetSource(
                config.localNodesFile(),
                new Credentials(config.localUser(), config.localPassword().orElse("")),
                json);
        return new Targets(List.of(environment, local));
    }

    @Produces
    @Singleton
    TargetProbe probe(Connector connector) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(PROBE_THREADS, task -> {
            Thread thread = new Thread(task, "target-probe-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        return new TargetProbe(connector, threads);
    }

    void close(@Disposes TargetProbe probe) {
        probe.close();
    }
}
