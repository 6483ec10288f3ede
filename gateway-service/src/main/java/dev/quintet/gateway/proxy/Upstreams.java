package dev.quintet.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import org.jboss.logging.Logger;

import dev.quintet.gateway.route.Instance;

/** One event loop's connections to the services. A pool a loop: no request ever changes threads. */
final class Upstreams {
    private static final Logger LOG = Logger.getLogger(Upstreams.class);

    private final HttpClient client;

    /** To be called on the event loop. */
    Upstreams(Vertx vertx, ProxyConfig config, FrontVerticle.Shared shared) {
        int share = Math.max(1, config.maxUpstreamConnections() / shared.loops());
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) config.connect().toMillis())
                .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
                .setMaxWaitQueueSize(Math.max(1, config.maxWaiting() / shared.loops()))
                .setMaxHeaderSize((int) config.maxHeaderSize().asLongValue() * 2)
                .setDecompressionSupported(false)
                .setPipelining(false)
                .setTracingPolicy(shared.tracingPolicy());
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(share);
        this.client = vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                // A service that does not speak HTTP fails its call; without a handler Vert.x would log it as well.
                .withConnectHandler(connection -> connection.exceptionHandler(
                        cause -> LOG.debugf("Connection to %s: %s", connection.remoteAddress(), cause.getMessage())))
                .build();
    }

    Future<HttpClientRequest> open(Instance instance, Exchange exchange, RequestTarget target) {
        RequestOptions options = new RequestOptions()
                .setHost(instance.host())
                .setPort(instance.port())
                .setMethod(exchange.request().method())
                .setURI(target.forwardUri());
        return client.request(options);
    }
}
