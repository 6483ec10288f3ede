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
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.common.api.anomaly.LiveState;
import dev.quintet.common.api.anomaly.RankPoint;
import dev.quintet.common.security.Roles;

/** Faults, ranks and diagnoses as they are, pushed each second. */
@Path("/api/anomaly/stream")
@Tag(name = "Live")
public class AnomalyStreamResource {
    private static final Duration NOW = Duration.ofSeconds(5);

    private final FaultService faults;
    private final RankStore ranks;
    private final Diagnoser diagnoser;
    private final Nodes nodes;
    private final Clock clock;
    private final LiveFeed<LiveState> states = new LiveFeed<>(this::state);

    AnomalyStreamResource(FaultService faults, RankStore ranks, Diagnoser diagnoser, Nodes nodes, Clock clock) {
        this.faults = faults;
        this.ranks = ranks;
        this.diagnoser = diagnoser;
        this.nodes = nodes;
        this.clock = clock;
    }

    @GET
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
}
