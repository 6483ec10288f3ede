package dev.quintet.backendify.backend;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready with at least one backend. A dead one does not matter: the others, and the cache, still answer. */
@Readiness
@Singleton
public class BackendsKnown implements HealthCheck {
    private final Backends backends;

    BackendsKnown(Backends backends) {
        this.backends = backends;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("backends")
                .status(!backends.isEmpty())
                .withData("known", backends.all().size())
                .build();
    }
}
