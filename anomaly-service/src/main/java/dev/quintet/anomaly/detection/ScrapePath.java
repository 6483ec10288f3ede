package dev.quintet.anomaly.detection;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;

/** The original's path of the metrics for Prometheus, each node's rank and scores among them. */
@Singleton
final class ScrapePath {
    void route(@Observes Router router) {
        router.get("/metrics").handler(context -> context.reroute("/q/metrics"));
    }
}
