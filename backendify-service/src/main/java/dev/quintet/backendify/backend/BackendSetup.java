package dev.quintet.backendify.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the backends that the command line, the environment and the watched file name. */
@Singleton
public class BackendSetup {
    private static final Logger LOG = Logger.getLogger(BackendSetup.class);
    /** Connections beyond the limit: one whose call has just ended may not be free yet. */
    private static final int SPARE_CONNECTIONS = 16;

    private final BackendConfig config;
    private final Vertx vertx;
    private final List<String> pairs = new ArrayList<>();

    BackendSetup(
            BackendConfig config,
            Vertx vertx,
            @CommandLineArguments String[] arguments,
            @ConfigProperty(name = "backendify.backends") Optional<String> backends) {
        this.config = config;
        this.vertx = vertx;
        pairs.addAll(List.of(arguments));
        backends.map(BackendAddresses::split).ifPresent(pairs::addAll);
    }

    @Produces
    @Singleton
    Timeline timeline() {
        return new VertxTimeline(vertx);
    }

    @Produces
    @Singleton
    Backends backends(Timeline timeline) {
        Backends backends = none(client(), timeline);
        addresses().values().forEach(backends::put);
        return backends;
    }

    /** Connects to backends as the settings say. */
    public HttpClient client() {
        return vertx.createHttpClient(
                VertxLegacyClient.options(config.limit().max() + SPARE_CONNECTIONS, config.connectTimeout()));
    }

    /** No backends yet; those put there are treated as the settings say. */
    public Backends none(HttpClient client, Timeline timeline) {
        BackendPolicy policy = policy(config);
        RandomGenerator random = RandomGenerator.getDefault();
        int maxBody = Math.toIntExact(config.maxBody().asLongValue());
        return new Backends(address -> new Backend(
                address,
                policy,
                new VertxLegacyClient(vertx, client, address, config.timeout(), maxBody),
                timeline,
                random));
    }

    void start(@Observes StartupEvent start, Backends backends) {
        config.file().ifPresent(file -> {
            BackendFile watched = new BackendFile(file, backends);
            watched.look();
            vertx.setPeriodic(
                    config.fileInterval().toMillis(),
                    tick -> vertx.executeBlocking(
                            () -> {
                                watched.look();
                                return null;
                            },
                            false));
        });
        if (backends.isEmpty()) {
            LOG.warn("no backend is known, so the service is not ready: name some as ru=http://localhost:9001 on the"
                    + " command line, in BACKENDIFY_BACKENDS or by PUT /backends/{country}");
        }
        backends.all()
                .forEach(backend -> LOG.infof(
                        "backend %s is %s",
                        backend.address().country(), backend.address().base()));
    }

    private Map<String, BackendAddress> addresses() {
        try {
            return BackendAddresses.parse(pairs);
        } catch (IllegalArgumentException malformed) {
            throw new ConfigurationException("BACKENDIFY_BACKENDS or command line: " + malformed.getMessage());
        }
    }

    private static BackendPolicy policy(BackendConfig config) {
        return new BackendPolicy(
                config.limit().min(),
                config.limit().max(),
                config.limit().initial(),
                config.limit().hold(),
                config.queue().length(),
                config.queue().maxWait(),
                config.extra().hedgeShare(),
                config.extra().retryShare(),
                config.extra().share(),
                config.extra().retryDelay(),
                config.circuit().failureShare(),
                config.circuit().failureCalls(),
                config.circuit().shortestOpen(),
                config.circuit().longestOpen(),
                config.limit().longestPause());
    }
}
