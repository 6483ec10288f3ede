package dev.quintet.anomaly.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.metric.MetricViews;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.common.api.anomaly.MetricPoint;
import dev.quintet.common.security.Roles;

/** The latest metrics, pushed each second. */
@Path("/api/metrics/stream")
@Tag(name = "Live")
public class MetricStreamResource {
    private static final Duration NOW = Duration.ofSeconds(5);

    private final MetricStore metrics;
    private final MetricViews views;
    private final Nodes nodes;
    private final Clock clock;
    private final LiveFeed<List<MetricPoint>> points = new LiveFeed<>(this::latestMetrics);

    MetricStreamResource(MetricStore metrics, MetricViews views, Nodes nodes, Clock clock) {
        this.metrics = metrics;
        this.views = views;
        this.nodes = nodes;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "metricStream",
            summary = "The latest metrics of each node, each second (server-sent events)")
    @APIResponse(
            responseCode = "200",
            description = "An endless stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples =
                                    @ExampleObject(
                                            name = "one node",
                                            value =
                                                    """
                                    data:[{"timestamp":"2026-01-01T10:00:00Z","node":"node1","cpu":4.0,"memory":170.1,\
                                    "network":5120.0,"disk":0.0}]""")))
    public Multi<List<MetricPoint>> metrics() {
        return points.listen();
    }

    private List<MetricPoint> latestMetrics() {
        Instant recent = clock.instant().minus(NOW);
        return nodes.names().stream()
                .flatMap(node -> metrics.series(node).last(1).stream()
                        .filter(sample -> sample.time().isAfter(recent))
                        .map(sample -> views.point(node, sample)))
                .toList();
    }
}
