package dev.quintet.task.worker;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.task.WorkerView;
import dev.quintet.common.security.Roles;

/** Live workers. */
@Path("/api/workers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workers")
public class WorkerResource {
    private static final String WORKERS =
            """
            [{"id":"worker-1","queue":"default","slots":32,"types":["cpu.sum","echo","item.process","sleep"],
            "running":[{"id":"01kamq3v5r8t0w2y4z6b8d0f2h","type":"sleep","attempt":1,"startedAt":"2026-01-01T00:00:05Z"}],
            "startedAt":"2026-01-01T00:00:00Z","lastHeartbeat":"2026-01-01T00:00:10Z"}]""";
    private final WorkerRegistry registry;

    WorkerResource(WorkerRegistry registry) {
        this.registry = registry;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listWorkers", summary = "Live workers, what each runs, and when each was last heard of")
    @APIResponse(
            responseCode = "200",
            description = "The workers by name",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = WorkerView.class),
                            example = WORKERS))
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<List<WorkerView>> list() {
        return Uni.createFrom().completionStage(registry::live);
    }
}
