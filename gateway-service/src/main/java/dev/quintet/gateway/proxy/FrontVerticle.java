package dev.quintet.gateway.proxy;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;

import dev.quintet.gateway.limit.RateLimiter;

/** One event loop's share of the front door: the listener, and its own connections to the services. */
final class FrontVerticle extends AbstractVerticle {
    /** Vert.x' name for "any port, but the same for all listeners of this name". */
    private static final int ANY_SHARED_PORT = -1;

    private final FrontHandler.Front front;
    private final ProxyConfig config;
    private final Refusals refusals;
    private final ExchangeListener listener;
    private final Shared shared;

    /**
     * What the verticles share.
     *
     * @param traced whether spans are to be made
     */
    record Shared(int loops, AtomicInteger connections, AtomicInteger port, boolean traced) {
        /** Without an endpoint for traces, making and discarding spans would cost a third of the gateway's time. */
        TracingPolicy tracingPolicy() {
            return traced ? TracingPolicy.ALWAYS : TracingPolicy.IGNORE;
        }
    }

    FrontVerticle(
            FrontHandler.Front front, ProxyConfig config, Refusals refusals, ExchangeListener listener, Shared shared) {
        this.front = front;
        this.config = config;
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
        HttpServerOptions options = options();
        HttpServer server = vertx.createHttpServer(options);
        server.connectionHandler(connection -> admit(connection, options, heads));
        server.invalidRequestHandler(refusals::refuseUnparsable);
        server.requestHandler(new FrontHandler(front, loop, limiter));
        server.listen()
                .onSuccess(listening -> shared.port().set(listening.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port() == 0 ? ANY_SHARED_PORT : config.port())
                .setMaxHeaderSize((int) config.maxHeaderSize().asLongValue())
                .setMaxInitialLineLength((int) config.maxRequestLine().asLongValue())
                // Its upgrade path decodes the first request before the connection can be made strict.
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
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
