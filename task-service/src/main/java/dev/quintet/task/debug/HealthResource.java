package dev.quintet.task.debug;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.OptionalInt;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.task.worker.WorkerRegistry;

/** The original's health check. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service")
public class HealthResource {
    private static final String HEALTHY =
            """
            {"status":"healthy","components":{"redis":"connected","workers":1,"ray":"not configured","telemetry":"off"},
            "timestamp":1767225600.000}""";
    private static final String DEGRADED =
            """
            {"status":"degraded","components":{"redis":"unreachable","workers":0,"ray":"not configured",
            "telemetry":"off"},"timestamp":1767225600.000}""";
    private static final int MILLI_DIGITS = 3;

    private final WorkerRegistry workers;
    private final SettingsInEffect settings;
    private final TraceDestination traces;
    private final Clock clock = Clock.systemUTC();

    HealthResource(WorkerRegistry workers, SettingsInEffect settings, TraceDestination traces) {
        this.workers = workers;
        this.settings = settings;
        this.traces = traces;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "taskServiceHealth",
            summary = "200 healthy, or 503 degraded with the component that failed")
    @APIResponse(
            responseCode = "200",
            description = "Healthy",
            content = @Content(schema = @Schema(implementation = HealthAnswer.class), example = HEALTHY))
    @APIResponse(
            responseCode = "503",
            description = "Degraded; the component that failed is named",
            content = @Content(schema = @Schema(implementation = HealthAnswer.class), example = DEGRADED))
    public Uni<Response> health() {
        Uni<OptionalInt> live = Uni.createFrom()
                .completionStage(workers::live)
                .map(found -> OptionalInt.of(found.size()))
                .onFailure()
                .recoverWithItem(OptionalInt.empty());
        Uni<String> telemetry = Uni.createFrom().completionStage(traces::state);
        return Uni.combine().all().unis(live, telemetry).with(this::answer);
    }

    private Response answer(OptionalInt live, String telemetry) {
        boolean healthy = live.isPresent() && !telemetry.equals(TraceDestination.UNREACHABLE);
        HealthAnswer.Components components = new HealthAnswer.Components(
                live.isPresent() ? "connected" : "unreachable", live.orElse(0), settings.rayState(), telemetry);
        return Response.status(healthy ? 200 : 503)
                .entity(new HealthAnswer(
                        healthy ? "healthy" : "degraded", components, BigDecimal.valueOf(clock.millis(), MILLI_DIGITS)))
                .build();
    }
}
