package dev.quintet.task.debug;

import java.math.BigDecimal;
import java.time.Clock;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.task.worker.WorkerRegistry;

/** The original's health check. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service")
public class HealthResource {
    private static final int MILLI_DIGITS = 3;

    private final WorkerRegistry workers;
    private final SettingsInEffect settings;
    private final Clock clock = Clock.systemUTC();

    HealthResource(WorkerRegistry workers, SettingsInEffect settings) {
        this.workers = workers;
        this.settings = settings;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "taskServiceHealth",
            summary = "200 healthy, or 503 degraded with the component that failed")
    public Uni<Response> health() {
        return Uni.createFrom()
                .completionStage(workers::live)
                .map(live -> answer("connected", live.size()))
                .onFailure()
                .recoverWithItem(() -> answer("unreachable", 0));
    }

    private Response answer(String redis, int live) {
        boolean healthy = redis.equals("connected");
        return Response.status(healthy ? 200 : 503)
                .entity(new HealthAnswer(
                        healthy ? "healthy" : "degraded",
                        new HealthAnswer.Components(redis, live, settings.rayState(), settings.telemetryState()),
                        BigDecimal.valueOf(clock.millis(), MILLI_DIGITS)))
                .build();
    }
}
