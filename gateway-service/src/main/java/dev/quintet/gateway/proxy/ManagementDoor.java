package dev.quintet.gateway.proxy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import org.jboss.logging.Logger;

/**
 * Health and metrics on a port that is not published: probes and scrapers have no key, and the front door's own load
 * and limits do not keep them out.
 */
@Singleton
public class ManagementDoor {
    private static final Logger LOG = Logger.getLogger(ManagementDoor.class);
    /** In normal form: the router would follow dots and escapes to other places. */
    private static final Pattern HERE = Pattern.compile("/q/(metrics|health(/[a-z-]+)*)");

    private static final int MOST_CONNECTIONS = 100;
    private static final int IDLE_SECONDS = 75;
    private static final long START_SECONDS = 20;

    private final Vertx vertx;
    private final ProxyConfig proxy;
    private final ManagementConfig config;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile HttpServer server;

    ManagementDoor(Vertx vertx, ProxyConfig proxy, ManagementConfig config) {
        this.vertx = vertx;
        this.proxy = proxy;
        this.config = config;
    }

    void open(@Observes StartupEvent start) {
        config.port().ifPresent(port -> {
            try {
                open(port).toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
            } catch (Exception failure) {
                throw new ConfigurationException(
                        "quintet.gateway.management.port: cannot listen on " + proxy.host() + ":" + port + ": "
                                + failure.getMessage(),
                        failure);
            }
            LOG.infof("Health and metrics on: http://%s:%d", proxy.host(), server.actualPort());
        });
    }

    /** @return the port */
    Future<Integer> open(int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(proxy.host())
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setTracingPolicy(TracingPolicy.IGNORE);
        return vertx.createHttpServer(options)
                .connectionHandler(this::admit)
                .requestHandler(ManagementDoor::answer)
                .listen()
                .map(listening -> {
                    server = listening;
                    return listening.actualPort();
                });
    }

    Future<Void> close() {
        HttpServer open = server;
        server = null;
        return open.close();
    }

    private void admit(HttpConnection connection) {
        connection.closeHandler(closed -> connections.decrementAndGet());
        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
            connection.close();
        }
    }

    private static void answer(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (!isHere(request.path())) {
            request.response().setStatusCode(404).end();
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            request.response()
                    .setStatusCode(405)
                    .putHeader("Allow", "GET, HEAD")
                    .end();
        } else {
            VertxHttpRecorder.getRootHandler().handle(request);
        }
    }

    /** Whether what is at this path is to be had at this door alone. */
    boolean claims(String path) {
        return server != null && isHere(path);
    }

    private static boolean isHere(String path) {
        return path != null && HERE.matcher(path).matches();
    }
}
