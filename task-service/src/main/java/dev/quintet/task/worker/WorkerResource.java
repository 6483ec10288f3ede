package dev.quintet.task.worker;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.task.WorkerView;
import dev.quintet.common.security.Roles;

/** Live workers. */
@Path("/api/workers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workers")
public class WorkerResource {
    private final WorkerRegistry registry;

    WorkerResource(WorkerRegistry registry) {
        this.registry = registry;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listWorkers", summary = "Live workers, what each runs, and when each was last heard of")
    public Uni<List<WorkerView>> list() {
        return Uni.createFrom().completionStage(registry::live);
    }
}
