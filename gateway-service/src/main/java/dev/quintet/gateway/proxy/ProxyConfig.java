package dev.quintet.gateway.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The front door and the ways to the services. */
@ConfigMapping(prefix = "quintet.gateway.proxy")
public interface ProxyConfig {
    /** Where clients connect; {@code quarkus.http.host}. */
    String host();

    /** Where clients connect; {@code quarkus.http.port}. 0: any free port. */
    int port();

    /** Proxies in front of the gateway whose X-Forwarded headers are believed: addresses or CIDR blocks. */
    Optional<List<String>> trustedProxies();

    /** Most connections of clients; more are closed at once. */
    @WithDefault("20000")
    int maxConnections();

    /** Most bytes of a request's headers; beyond it the answer is 431. */
    @WithDefault("16K")
    MemorySize maxHeaderSize();

    /** Most bytes of a request line; beyond it the answer is 414. */
    @WithDefault("16K")
    MemorySize maxRequestLine();

    /** How long a client's connection may be still. */
    @WithDefault("75s")
    Duration clientIdle();

    /** How long the head of a request may take from its first byte; beyond it the answer is 408. */
    @WithDefault("10s")
    Duration headTimeout();

    /** How long connecting to a service may take. */
    @WithDefault("1s")
    Duration connect();

    /** How long an unused connection to a service is kept. */
    @WithDefault("30s")
    Duration keepAlive();

    /** Most connections to one instance of a service. */
    @WithDefault("512")
    int maxUpstreamConnections();

    /** Most requests that wait for a connection to an instance; more are answered 503. */
    @WithDefault("1024")
    int maxWaiting();

    /** How long requests under way may take when the gateway stops. */
    @WithDefault("10s")
    Duration drain();
}
