package dev.quintet.anomaly.diagnosis;

import java.time.Clock;
import java.time.Duration;
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
import dev.quintet.common.api.anomaly.Diagnosis;
import dev.quintet.common.security.Roles;

/** Why a node is anomalous. */
@Path("/api/anomaly/diagnosis")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Diagnosis")
public class DiagnosisResource {
    private static final Duration DEFAULT_WINDOW = Duration.ofSeconds(30);

    private final Diagnoser diagnoser;
    private final Windows windows;
    private final Clock clock;

    DiagnosisResource(Diagnoser diagnoser, Windows windows, Clock clock) {
        this.diagnoser = diagnoser;
        this.windows = windows;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    @Operation(
            operationId = "diagnosis",
            summary = "The causes of what was anomalous within the window, likeliest first; empty if nothing was")
    @APIResponse(
            responseCode = "200",
            description = "Node and cause, with the metrics that speak for it; type unknown if no known cause fits",
            content =
                    @Content(
                            schema = @Schema(implementation = Diagnosis[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                                    [{"node": "node2", "type": "cpu_stress", "score": 0.91, "evidence": [
                                      {"metric": "cpu_percent", "before": 4.0, "now": 103.9, "change": 25.0,
                                       "z": 20.0, "expected": "up"}], "since": "2026-01-01T10:00:03Z"}]""")))
    public List<Diagnosis> diagnosis(
            @Parameter(description = "How far back, seconds or with units; default 30s", example = "1m") @RestQuery
                    String window) {
        return diagnoser.diagnose(clock.instant().minus(windows.length(window, DEFAULT_WINDOW)));
    }
}
