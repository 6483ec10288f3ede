package dev.quintet.backendify.backend;

import java.io.IOException;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives a test a backend for {@code us} that does what it is told, and none for {@code zz}. */
public final class SocketBackendResource implements QuarkusTestResourceLifecycleManager {
    private SocketBackend backend;

    @Override
    public Map<String, String> start() {
        backend = new SocketBackend();
        return Map.of(
                "backendify.backends", "us=" + backend.url() + ",ru=http://127.0.0.1:1",
                // On a machine that is busy with other tests late is not wrong: only a backend that hangs is too slow.
                "quintet.backendify.company.deadline", "6s",
                "quintet.backendify.backend.timeout", "60s",
                "quintet.backendify.backend.queue.max-wait", "30s",
                "quintet.backendify.backend.circuit.failure-calls", "100000",
                "quintet.backendify.backend.limit.longest-pause", "200ms",
                "quintet.backendify.cache.second-level", "none",
                "quintet.backendify.company.rehearsal", "40",
                // These tests count requests; hedges have tests of their own.
                "quintet.backendify.backend.extra.hedge-share", "0");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(backend, new TestInjector.MatchesType(SocketBackend.class));
    }

    @Override
    public void stop() {
        try {
            backend.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
