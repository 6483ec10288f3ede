package dev.quintet.gateway.proxy;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import dev.quintet.common.telemetry.TelemetryConfig;
import dev.quintet.gateway.access.Traffic;
import dev.quintet.gateway.auth.Authenticator;
import dev.quintet.gateway.auth.CallerHeaders;
import dev.quintet.gateway.limit.LimitState;
import dev.quintet.gateway.route.Routing;

/** Opens the front door when all else has started, and closes it first. */
@Singleton
public class FrontServer {
    private static final Logger LOG = Logger.getLogger(FrontServer.class);
    private static final int LAST = Integer.MAX_VALUE;
    private static final long START_SECONDS = 20;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Vertx vertx;
    private final ProxyConfig config;
    private final TlsConfig tls;
    private final FrontHandler.Front front;
    private final Refusals refusals;
    private final Traffic traffic;
    private final FrontVerticle.Shared shared;

    FrontServer(
            Vertx vertx,
            ProxyConfig config,
            Routing routing,
            Authenticator authenticator,
            CallerHeaders callerHeaders,
            OwnEndpoints ownEndpoints,
            Refusals refusals,
            Traffic traffic,
            LimitState limits,
            UpstreamListener upstreamMetrics,
            CorsConfig cors,
            TlsConfig tls,
            MeterRegistry meters,
            TelemetryConfig telemetry,
            ManagementDoor management) {
        this.vertx = vertx;
        this.config = config;
        this.tls = tls;
        this.refusals = refusals;
        this.traffic = traffic;
        this.front = new FrontHandler.Front(
                routing,
                authenticator,
                callerHeaders,
                ownEndpoints,
                trustedProxies(config),
                new Cors(cors),
                limits,
                upstreamMetrics,
                new Draining(),
                management);
        int loops = Runtime.getRuntime().availableProcessors();
        this.shared = new FrontVerticle.Shared(
                loops,
                new AtomicInteger(),
                new AtomicInteger(),
                new AtomicInteger(),
                telemetry.endpoint().isPresent());
        meters.gauge("quintet.gateway.connections", shared.connections());
    }

    private static TrustedProxies trustedProxies(ProxyConfig config) {
        try {
            return new TrustedProxies(config.trustedProxies().orElse(List.of()));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("quintet.gateway.proxy.trusted-proxies: " + wrong.getMessage(), wrong);
        }
    }

    void open(@Observes @Priority(LAST) StartupEvent start) {
        DeploymentOptions options = new DeploymentOptions().setInstances(shared.loops());
        try {
            vertx.deployVerticle(() -> new FrontVerticle(front, config, tls, refusals, traffic, shared), options)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            throw new ConfigurationException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": "
                            + failure.getCause().getMessage(),
                    failure);
        }
        LOG.infof("Listening on: http://%s:%d", config.host(), port());
        if (tls.certificate().isPresent()) {
            LOG.infof("Listening on: https://%s:%d", config.host(), tlsPort());
        }
    }

    /** Lets the requests under way finish, within {@link ProxyConfig#drain}; Quarkus then closes the rest. */
    void close(@Observes ShutdownEvent stop) {
        front.draining().begin();
        long until = System.nanoTime() + config.drain().toNanos();
        while (traffic.underWay() > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Where clients connect. */
    public int port() {
        return shared.port().get();
    }

    /** Where clients connect with TLS; 0 if they cannot. */
    int tlsPort() {
        return shared.tlsPort().get();
    }
}
