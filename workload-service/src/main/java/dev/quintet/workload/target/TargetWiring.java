package dev.quintet.workload.target;

import java.util.List;
import java.util.Optional;
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
        return new Connector(config.connectTimeout(), config.allowPublicKeyRetrieval());
    }

    @Produces
    @Singleton
    Targets targets(TargetConfig config, ObjectMapper json, StoredTargets stored) {
        EnvironmentTargetSource environment = new EnvironmentTargetSource(
                config.defaultHost(),
                config.defaultPort(),
                config.defaultUser(),
                config.defaultPassword().orElse(""));
        LocalTargetSource local = new LocalTargetSource(
                config.localNodesFile(),
                new Credentials(config.localUser(), config.localPassword().orElse("")),
                json);
        return new Targets(List.of(environment, local, stored));
    }

    @Produces
    @Singleton
    StoredTargets stored(TargetConfig config, TargetStore store) {
        Optional<PasswordCipher> cipher =
                config.secret().filter(text -> !text.isBlank()).map(PasswordCipher::new);
        return new StoredTargets(store, cipher, config.maxStored());
    }

    @Produces
    @Singleton
    TargetProbe probe(Connector connector, TargetConfig config) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(PROBE_THREADS, task -> {
            Thread thread = new Thread(task, "target-probe-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        return new TargetProbe(connector, threads, config.connectTimeout());
    }

    void close(@Disposes TargetProbe probe) {
        probe.close();
    }
}
