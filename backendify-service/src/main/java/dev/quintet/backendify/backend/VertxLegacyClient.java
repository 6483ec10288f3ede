package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;

/** Asks one backend over HTTP/1.1. */
public final class VertxLegacyClient implements LegacyClient {
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final BackendAddress address;
    private final Duration timeout;
    private final int maxBody;

    /**
     * @param client made with {@link #options}
     * @param timeout from the wish for a connection to the last byte of the body
     * @param maxBody bytes; a longer body is refused
     */
    public VertxLegacyClient(Vertx vertx, HttpClient client, BackendAddress address, Duration timeout, int maxBody) {
        this.vertx = vertx;
        this.client = client;
        this.address = address;
        this.timeout = timeout;
        this.maxBody = maxBody;
    }

    /**
     * A client that follows no redirect, unpacks nothing and reads no endless header.
     *
     * @param connectionsPerBackend at least the largest limit, so that no call waits unseen for a connection
     */
    public static HttpClientOptions options(int connectionsPerBackend, Duration connectTimeout) {
        return new HttpClientOptions()
                .setMaxPoolSize(connectionsPerBackend)
                .setMaxWaitQueueSize(connectionsPerBackend)
                .setConnectTimeout((int) connectTimeout.toMillis())
                .setKeepAliveTimeout(20)
                .setDecompressionSupported(false)
                .setMaxRedirects(0)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(4_096)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    @Override
    public Cancellable fetch(String id, Consumer<BackendAnswer> then) {
        Exchange exchange = new Exchange(vertx, maxBody, then);
        exchange.limitTo(timeout);
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(address.encrypted())
                .setURI(address.companyPath(id))
                .setFollowRedirects(false)
                .putHeader("Accept", "application/x-company-v2, application/x-company-v1");
        client.request(request).onComplete(exchange::connected);
        return exchange::cancel;
    }
}
