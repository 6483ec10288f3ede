package dev.quintet.task.debug;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;

import dev.quintet.common.telemetry.TelemetryConfig;

/** Whether somebody listens where traces are sent. */
@Singleton
final class TraceDestination {
    static final String OFF = "off";
    static final String CONNECTED = "connected";
    static final String UNREACHABLE = "unreachable";

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Optional<URI> endpoint;
    private final NetClient client;

    TraceDestination(TelemetryConfig config, Vertx vertx) {
        this.endpoint = config.endpoint().map(URI::create);
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
    }

    /** {@code off}, {@code connected} or {@code unreachable}; within a second or so, and never fails. */
    CompletionStage<String> state() {
        if (endpoint.isEmpty()) {
            return CompletableFuture.completedStage(OFF);
        }
        URI address = endpoint.get();
        int standard = address.getScheme().equals("https") ? HTTPS : HTTP;
        return client.connect(address.getPort() < 0 ? standard : address.getPort(), address.getHost())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((socket, failure) -> {
                    if (failure != null) {
                        return UNREACHABLE;
                    }
                    socket.close();
                    return CONNECTED;
                });
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
