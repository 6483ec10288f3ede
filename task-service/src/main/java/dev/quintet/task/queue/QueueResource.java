package dev.quintet.task.queue;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.jboss.resteasy.reactive.RestPath;

import dev.quintet.common.api.task.QueueView;
import dev.quintet.common.event.SuiteEvents;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Queues: how they stand, and whether they hand out tasks. */
@Path("/api/queues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queues")
public class QueueResource {
    private final TaskQueue queue;
    private final QueueFigures figures;
    private final SuiteEvents events;

    QueueResource(TaskQueue queue, QueueFigures figures, SuiteEvents events) {
        this.queue = queue;
        this.figures = figures;
        this.events = events;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listQueues",
            summary = "All queues: waiting, running, delayed, dead, lag, rates, oldest age")
    @APIResponse(
            responseCode = "200",
            description = "The queues",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = QueueView.class),
                            example = "[" + TaskExamples.QUEUE + "]"))
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<List<QueueView>> list() {
        return Uni.createFrom().completionStage(figures::now).map(List::of);
    }

    @POST
    @Path("/{name}/pause")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "pauseQueue",
            summary = "Hand out no more tasks; what runs goes on, and tasks are still accepted")
    @APIResponse(
            responseCode = "200",
            description = "The queue, paused",
            content = @Content(schema = @Schema(implementation = QueueView.class), example = TaskExamples.QUEUE))
    @APIResponse(responseCode = "404", description = "There is no queue of that name")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<QueueView> pause(@RestPath String name) {
        return set(name, true);
    }

    @POST
    @Path("/{name}/resume")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "resumeQueue", summary = "Hand out tasks again")
    @APIResponse(
            responseCode = "200",
            description = "The queue, no longer paused",
            content = @Content(schema = @Schema(implementation = QueueView.class), example = TaskExamples.QUEUE))
    @APIResponse(responseCode = "404", description = "There is no queue of that name")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<QueueView> resume(@RestPath String name) {
        return set(name, false);
    }

    private Uni<QueueView> set(String name, boolean paused) {
        if (!name.equals(queue.name())) {
            throw ProblemException.of(
                    404, "not-found", "There is no queue of that name; there is " + queue.name() + ".");
        }
        return Uni.createFrom()
                .completionStage(() -> queue.pause(paused))
                .invoke(changed -> {
                    if (changed) {
                        events.publish(
                                paused ? "queue.paused" : "queue.resumed",
                                name,
                                paused
                                        ? "Queue " + name + " hands out no tasks"
                                        : "Queue " + name + " hands out tasks again",
                                Map.of());
                    }
                })
                .chain(() -> Uni.createFrom().completionStage(figures::now));
    }
}
