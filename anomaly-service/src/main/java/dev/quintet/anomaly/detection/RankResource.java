package dev.quintet.anomaly.detection;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.anomaly.metric.Windows;
import dev.quintet.common.api.anomaly.RankPoint;
import dev.quintet.common.security.Roles;

/** How anomalous each node was over time. */
@Path("/api/anomaly/ranks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ranks")
public class RankResource {
    private final RankStore store;
    private final Windows windows;

    RankResource(RankStore store, Windows windows) {
        this.store = store;
        this.windows = windows;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    @Operation(
            operationId = "ranks",
            summary = "Rank 0..1 of each node over time, ascending, and the score of each cause")
    @APIResponse(
            responseCode = "200",
            description = "One point a node and second; none while too little is known of the node's normal",
            content =
                    @Content(
                            schema = @Schema(implementation = RankPoint[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                                    [{"timestamp": "2026-01-01T10:00:00Z", "node": "node2", "type": "cpu_stress",
                                      "score": 0.93, "rank": 0.97, "scores": {"cpu_stress": 0.93, "slow_query": 0.6},
                                      "ranker": "distance"}]""")))
    public List<RankPoint> ranks(
            @Parameter(description = "How far back, seconds or with units; default all that is held", example = "1m")
                    @RestQuery
                    String window,
            @Parameter(description = "One node's name; default all", example = "node2") @RestQuery String node) {
        Instant from = windows.from(window);
        return windows.nodes(node).stream()
                .flatMap(name -> store.of(name).since(from).stream().map(ranked -> RankPoints.of(name, ranked)))
                .sorted(Comparator.comparing(RankPoint::timestamp))
                .toList();
    }
}
