package dev.quintet.anomaly.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.detection.RankPoints;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.diagnosis.Diagnoser;
import dev.quintet.anomaly.fault.FaultService;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.metric.MetricViews;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.common.api.anomaly.LiveState;
import dev.quintet.common.api.anomaly.MetricPoint;
import dev.quintet.common.api.anomaly.RankPoint;
import dev.quintet.common.security.Roles;

/** The same as the other resources, pushed each second as server-sent events. */
@Path("/api")
@Tag(name = "Live")
public class LiveResource {
    private static final Duration NOW = Duration.ofSeconds(5);

    private final FaultService faults;
    private final RankStore ranks;
    private final Diagnoser diagnoser;
    private final MetricStore metrics;
    private final MetricViews views;
    private final Nodes nodes;
    private final Clock clock;
    private final LiveFeed<LiveState> states = new LiveFeed<>(this::state);
    private final LiveFeed<List<MetricPoint>> points = new LiveFeed<>(this::latestMetrics);

    LiveResource(
            FaultService faults,
            RankStore ranks,
            Diagnoser diagnoser,
            MetricStore metrics,
            MetricViews views,
            Nodes nodes,
            Clock clock) {
        this.faults = faults;
        this.ranks = ranks;
        this.diagnoser = diagnoser;
        this.metrics = metrics;
        this.views = views;
        this.nodes = nodes;
        this.clock = clock;
    }

    @GET
    @Path("/anomaly/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "anomalyStream", summary = "Faults, ranks and diagnoses, each second (server-sent events)")
    @APIResponse(
            responseCode = "200",
            description = "An endless stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples =
                                    @ExampleObject(
                                            name = "calm",
                                            value =
                                                    """
                                    data:{"timestamp":"2026-01-01T10:00:00Z","faults":[],"ranks":[],"diagnoses":[]}""")))
    public Multi<LiveState> anomalies() {
        return states.listen();
    }

    @GET
    @Path("/metrics/stream")
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

    private LiveState state() {
        Instant now = clock.instant();
        List<RankPoint> latest = nodes.names().stream()
                .flatMap(node -> latestRank(node, now).map(ranked -> RankPoints.of(node, ranked)).stream())
                .toList();
        return new LiveState(now, faults.active(), latest, diagnoser.diagnose(now.minus(NOW)));
    }

    private Optional<Ranked> latestRank(String node, Instant now) {
        return ranks.of(node).latest().filter(ranked -> ranked.time().isAfter(now.minus(NOW)));
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
