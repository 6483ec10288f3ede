package dev.quintet.gateway.proxy;

import java.lang.reflect.Proxy;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.telemetry.TelemetryConfig;
import dev.quintet.gateway.access.Traffic;
import dev.quintet.gateway.auth.Authenticator;
import dev.quintet.gateway.auth.CallerHeaders;
import dev.quintet.gateway.limit.LimitConfig;
import dev.quintet.gateway.limit.LimitState;
import dev.quintet.gateway.limit.SeparateLimits;
import dev.quintet.gateway.route.Routing;

/** A front door beside the first, with limits of its own over the same Redis. Two processes: bench/gateway. */
@Singleton
class SecondGateway {
    /** Vert.x' way to say "any port, but another than the first door's". */
    private static final int ANY_OTHER_PORT = -3;

    private final FrontServer front;
    private final LimitState limits;

    SecondGateway(
            Vertx vertx,
            ProxyConfig config,
            Routing routing,
            Authenticator authenticator,
            CallerHeaders callerHeaders,
            OwnEndpoints ownEndpoints,
            Refusals refusals,
            Traffic traffic,
            UpstreamListener upstreamMetrics,
            CorsConfig cors,
            TelemetryConfig telemetry,
            ManagementDoor management,
            RedisConnector redis,
            LimitConfig limitConfig) {
        limits = SeparateLimits.over(redis, limitConfig);
        front = new FrontServer(
                vertx,
                elsewhere(config),
                routing,
                authenticator,
                callerHeaders,
                ownEndpoints,
                refusals,
                traffic,
                limits,
                upstreamMetrics,
                cors,
                new NoTls(),
                new SimpleMeterRegistry(),
                telemetry,
                management);
        front.open(new StartupEvent());
    }

    private static ProxyConfig elsewhere(ProxyConfig config) {
        return (ProxyConfig) Proxy.newProxyInstance(
                ProxyConfig.class.getClassLoader(),
                new Class<?>[] {ProxyConfig.class},
                (proxy, method, arguments) ->
                        method.getName().equals("port") ? ANY_OTHER_PORT : method.invoke(config, arguments));
    }

    int port() {
        return front.port();
    }

    LimitState limits() {
        return limits;
    }

    private record NoTls() implements TlsConfig {
        @Override
        public Optional<String> certificate() {
            return Optional.empty();
        }

        @Override
        public Optional<String> key() {
            return Optional.empty();
        }

        @Override
        public int port() {
            return 0;
        }
    }
}
