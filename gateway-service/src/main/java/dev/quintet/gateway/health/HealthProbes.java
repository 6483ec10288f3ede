package dev.quintet.gateway.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.Command;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.Routing;
import dev.quintet.gateway.route.Service;

/** Asks all instances and Redis at once how they are. */
@Singleton
class HealthProbes {
    private static final int MOST_BYTES = 64 * 1024;

    private final Routing routing;
    private final RedisConnector redis;
    private final HealthConfig config;
    private final HttpClient client;

    HealthProbes(Vertx vertx, Routing routing, RedisConnector redis, HealthConfig config) {
        this.routing = routing;
        this.redis = redis;
        this.config = config;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) config.timeout().toMillis())
                .setKeepAliveTimeout(10);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(2));
    }

    /** Whether Redis answers in time; never fails. */
    Uni<Boolean> redis() {
        return redis.send(Command.PING)
                .map(pong -> true)
                .ifNoItem()
                .after(config.timeout())
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false);
    }

    /** A report an instance, by service; never fails. */
    Uni<Map<String, List<InstanceReport>>> services() {
        Map<String, List<Uni<InstanceReport>>> asked = new LinkedHashMap<>();
        for (Service service : routing.services().values()) {
            List<Uni<InstanceReport>> instances = new ArrayList<>();
            service.instances().forEach(instance -> instances.add(ask(instance)));
            asked.put(service.name(), instances);
        }
        List<Uni<InstanceReport>> all =
                asked.values().stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.join().all(all).andFailFast().map(reports -> {
            Map<String, List<InstanceReport>> byService = new LinkedHashMap<>();
            int next = 0;
            for (var entry : asked.entrySet()) {
                int count = entry.getValue().size();
                byService.put(entry.getKey(), List.copyOf(reports.subList(next, next + count)));
                next += count;
            }
            return byService;
        });
    }

    /** Whether the instance is ready; never fails. */
    Uni<InstanceReport> ask(Instance instance) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(instance.host())
                .setPort(instance.port())
                .setURI("/q/health/ready")
                .setTimeout(config.timeout().toMillis());
        return Uni.createFrom()
                .completionStage(() -> answer(options).toCompletionStage())
                .ifNoItem()
                .after(config.timeout())
                .recoverWithItem(InstanceReport.SILENT)
                .onFailure()
                .recoverWithItem(InstanceReport.SILENT);
    }

    private Future<InstanceReport> answer(RequestOptions options) {
        long begun = System.nanoTime();
        return client.request(options).compose(request -> request.send()).compose(response -> response.body()
                .map(body -> {
                    double millis = (System.nanoTime() - begun) / (double) TimeUnit.MILLISECONDS.toNanos(1);
                    return read(body, Math.round(millis * 10) / 10.0);
                }));
    }

    private static InstanceReport read(Buffer body, double latencyMs) {
        if (body.length() > MOST_BYTES || body.length() == 0 || body.getByte(0) != '{') {
            return new InstanceReport(false, latencyMs, Map.of());
        }
        JsonObject document = new JsonObject(body);
        return new InstanceReport(ReadinessDocument.isUp(document), latencyMs, ReadinessDocument.engines(document));
    }
}
