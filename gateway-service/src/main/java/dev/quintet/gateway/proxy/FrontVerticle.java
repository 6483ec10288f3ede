package dev.quintet.gateway.proxy;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.tracing.TracingPolicy;

import dev.quintet.gateway.limit.RateLimiter;

/** One event loop's share of the front door: the listener, and its own connections to the services. */
final class FrontVerticle extends AbstractVerticle {
    /** Vert.x' names for "any port, but the same for all listeners of this name". */
    private static final int ANY_PORT = -1;

    private static final int ANY_TLS_PORT = -2;
    private static final int MOST_STREAMS = 128;

    private final FrontHandler.Front front;
    private final ProxyConfig config;
    private final Refusals refusals;
    private final ExchangeListener listener;
    private final Shared shared;
    private final TlsConfig tls;

    /**
     * What the verticles share.
     *
     * @param traced whether spans are to be made
     */
    record Shared(int loops, AtomicInteger connections, AtomicInteger port, AtomicInteger tlsPort, boolean traced) {
        /** Without an endpoint for traces, making and discarding spans would cost a third of the gateway's time. */
        TracingPolicy tracingPolicy() {
            return traced ? TracingPolicy.ALWAYS : TracingPolicy.IGNORE;
        }
    }

    FrontVerticle(
            FrontHandler.Front front,
            ProxyConfig config,
            TlsConfig tls,
            Refusals refusals,
            ExchangeListener listener,
            Shared shared) {
        this.front = front;
        this.config = config;
        this.tls = tls;
        this.refusals = refusals;
        this.listener = listener;
        this.shared = shared;
    }

    @Override
    public void start(Promise<Void> started) {
        Deadlines deadlines = new Deadlines();
        HeadDeadlines heads = new HeadDeadlines(config.headTimeout().toNanos());
        RateLimiter limiter = new RateLimiter(front.limits());
        vertx.setPeriodic(Deadlines.PACE_MILLIS, tick -> {
            deadlines.sweep(System.nanoTime());
            heads.sweep(System.nanoTime());
            limiter.sweep();
        });
        ProxyLoop loop = new ProxyLoop(
                new Upstreams(vertx, config, shared),
                deadlines,
                refusals,
                listener,
                front.metrics(),
                new SplittableRandom(),
                config.connect().toNanos(),
                shared.traced());
        FrontHandler handler = new FrontHandler(front, loop, limiter);
        Future<?> plain = listen(options(config.port(), ANY_PORT), heads, handler)
                .onSuccess(listening -> shared.port().set(listening.actualPort()));
        Future<?> secure = tls.certificate().isEmpty()
                ? Future.succeededFuture()
                : listen(withTls(options(tls.port(), ANY_TLS_PORT)), heads, handler)
                        .onSuccess(listening -> shared.tlsPort().set(listening.actualPort()));
        Future.all(plain, secure).<Void>mapEmpty().onComplete(started);
    }

    private Future<HttpServer> listen(HttpServerOptions options, HeadDeadlines heads, FrontHandler handler) {
        HttpServer server = vertx.createHttpServer(options);
        server.connectionHandler(connection -> admit(connection, options, heads));
        server.invalidRequestHandler(refusals::refuseUnparsable);
        server.requestHandler(handler);
        return server.listen();
    }

    private HttpServerOptions withTls(HttpServerOptions options) {
        PemKeyCertOptions pair = new PemKeyCertOptions()
                .setCertPath(tls.certificate().orElseThrow())
                .setKeyPath(tls.key()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "quintet.gateway.tls.key is not set, but quintet.gateway.tls.certificate is")));
        Http2Settings settings = new Http2Settings()
                .setMaxConcurrentStreams(MOST_STREAMS)
                .setMaxHeaderListSize(config.maxHeaderSize().asLongValue());
        return options.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(pair)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setInitialSettings(settings);
    }

    private HttpServerOptions options(int port, int any) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(port == 0 ? any : port)
                .setMaxHeaderSize((int) config.maxHeaderSize().asLongValue())
                .setMaxInitialLineLength((int) config.maxRequestLine().asLongValue())
                // Its upgrade path decodes the first request before the connection can be made strict.
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                // Vert.x would agree to it in the service's name; what a WebSocket's ends agree on is theirs alone.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setTracingPolicy(shared.tracingPolicy());
        options.setIdleTimeout((int) config.clientIdle().toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.setAcceptBacklog(1024);
        return options;
    }

    private void admit(HttpConnection connection, HttpServerOptions options, HeadDeadlines heads) {
        if (shared.connections().incrementAndGet() > config.maxConnections()) {
            shared.connections().decrementAndGet();
            connection.close();
            return;
        }
        Channels.onClose(connection, () -> shared.connections().decrementAndGet());
        Channels.makeStrict(connection, options, heads);
    }
}
