package dev.quintet.backendify.company;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * Puts the {@link ConnectionGate} before the port. Neither Quarkus nor Vert.x hands out the channel that accepts, so it is
 * taken from the first connection that asks for the status: the service's own, right after the port has been opened.
 */
@Singleton
public class ConnectionLimit {
    private static final Logger LOG = Logger.getLogger(ConnectionLimit.class);
    private static final String PATH = "/status";

    private final ConnectionGate gate;
    private final Vertx vertx;
    private final AtomicBoolean placed = new AtomicBoolean();

    ConnectionLimit(CompanyConfig config, Vertx vertx, MeterRegistry registry) {
        this.gate = new ConnectionGate(config.maxConnections());
        this.vertx = vertx;
        registry.gauge("backendify.connections", gate, ConnectionGate::open);
    }

    void register(@Observes Router router) {
        router.get(PATH).order(CompanyRoute.BEFORE_ALL - 1).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        place(context.request().connection());
        context.next();
    }

    private void place(HttpConnection connection) {
        if (!placed.get() && connection instanceof ConnectionBase base) {
            Channel door = base.channel().parent();
            if (door != null && placed.compareAndSet(false, true)) {
                door.pipeline().addFirst(gate);
            }
        }
    }

    void started(@ObservesAsync HttpServerStart start) {
        String host = start.options().getHost();
        HttpClient client = vertx.createHttpClient();
        client.request(HttpMethod.GET, start.options().getPort(), isAnyAddress(host) ? "127.0.0.1" : host, PATH)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .onFailure(failure -> LOG.debugf("connections are not bounded yet: %s", failure.getMessage()))
                .onComplete(asked -> client.close());
    }

    private static boolean isAnyAddress(String host) {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    }
}
