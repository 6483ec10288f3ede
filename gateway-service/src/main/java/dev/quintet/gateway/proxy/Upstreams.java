package dev.quintet.gateway.proxy;

import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import dev.quintet.gateway.route.Instance;

/** One event loop's connections to the services. A pool a loop: no request ever changes threads. */
final class Upstreams {
    private final HttpClient client;

    /** To be called on the event loop. */
    Upstreams(Vertx vertx, ProxyConfig config, int loops) {
        int share = Math.max(1, config.maxUpstreamConnections() / loops);
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) config.connect().toMillis())
                .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
                .setMaxWaitQueueSize(Math.max(1, config.maxWaiting() / loops))
                .setMaxHeaderSize((int) config.maxHeaderSize().asLongValue() * 2)
                .setDecompressionSupported(false)
                .setPipelining(false);
        options.setIdleTimeoutUnit(TimeUnit.SECONDS);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(share);
        this.client = vertx.createHttpClient(options, pool);
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
