package dev.quintet.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.jboss.logging.Logger;

import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.Route;
import dev.quintet.gateway.route.Routing;
import dev.quintet.gateway.route.Service;

/**
 * Asks the services for their documents and merges them with the gateway's own. A service that is away is in it with
 * what was last known; one that was never reached is named as absent.
 */
@Singleton
class Documents {
    private static final Logger LOG = Logger.getLogger(Documents.class);
    private static final String OWN = "META-INF/quarkus-generated-openapi-doc.JSON";
    private static final String FRAME = "dev/quintet/gateway/openapi/frame.json";
    private static final int MOST_BYTES = 4 << 20;

    private record Merged(long begunNanos, Future<Buffer> document) {}

    private final Vertx vertx;
    private final Routing routing;
    private final ObjectMapper mapper;
    private final OpenApiConfig config;
    private final HttpClient client;
    private final Map<String, Buffer> known = new ConcurrentHashMap<>();
    private final AtomicReference<Merged> latest = new AtomicReference<>();

    Documents(Vertx vertx, Routing routing, ObjectMapper mapper, OpenApiConfig config) {
        this.vertx = vertx;
        this.routing = routing;
        this.mapper = mapper;
        this.config = config;
        this.client = vertx.createHttpClient();
    }

    /** The merged document as JSON; never fails because a service is away. */
    Future<Buffer> merged() {
        long now = System.nanoTime();
        Merged current = latest.get();
        if (current != null && now - current.begunNanos() < config.cacheTtl().toNanos()) {
            return current.document();
        }
        Merged next = new Merged(now, ask());
        latest.set(next);
        return next.document();
    }

    private Future<Buffer> ask() {
        List<Future<?>> asked = new ArrayList<>();
        routing.services().values().forEach(service -> asked.add(ask(service)));
        // Some hundred kilobytes of JSON: too long for an event loop.
        return Future.join(asked).compose(all -> vertx.executeBlocking(this::merge, false));
    }

    /** Never fails. */
    private Future<Void> ask(Service service) {
        Optional<Instance> instance =
                service.instances().stream().filter(Instance::isReady).findFirst();
        if (instance.isEmpty()) {
            return Future.succeededFuture();
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(instance.get().host())
                .setPort(instance.get().port())
                .setURI("/q/openapi?format=json")
                .setTimeout(config.timeout().toMillis());
        return client.request(options)
                .compose(request -> request.send())
                .compose(answer -> answer.statusCode() == 200
                        ? answer.body()
                        : Future.failedFuture("status " + answer.statusCode()))
                .<Void>map(body -> {
                    keep(service, body);
                    return null;
                })
                .otherwise(away -> {
                    LOG.debugf("No OpenAPI document of %s: %s", service.name(), away.getMessage());
                    return null;
                });
    }

    private void keep(Service service, Buffer body) {
        if (body.length() <= MOST_BYTES
                && parse(body.getBytes()) instanceof ObjectNode document
                && document.has("paths")) {
            known.put(service.name(), body);
        } else {
            LOG.warnf("The OpenAPI document of %s is none", service.name());
        }
    }

    private Buffer merge() {
        Merge merge = new Merge(routing, (ObjectNode) resource(FRAME));
        merge.add(new ServiceDocument(Route.ITSELF, (ObjectNode) resource(OWN)));
        List<String> absent = new ArrayList<>();
        for (String service : new TreeMap<>(routing.services()).keySet()) {
            Buffer document = known.get(service);
            if (document == null) {
                absent.add(service);
            } else {
                merge.add(new ServiceDocument(service, (ObjectNode) parse(document.getBytes())));
            }
        }
        ObjectNode merged = merge.finish(absent);
        ServiceDocument.mendDangling(merged)
                .forEach(missing -> LOG.warnf("The OpenAPI documents refer to %s, which nobody describes", missing));
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(merged));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private JsonNode parse(byte[] json) {
        try {
            return mapper.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private JsonNode resource(String name) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return mapper.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
