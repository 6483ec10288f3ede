package dev.quintet.task.queue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import dev.quintet.common.api.task.QueueLimit;
import dev.quintet.common.api.task.QueueView;
import dev.quintet.common.event.SuiteEvents;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Queues: how they stand, whether they hand out tasks, and how many they take. */
@Path("/api/queues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queues")
public class QueueResource {
    private static final String LIMIT = "{\"maxBacklog\":0}";

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
        return pause(name, true);
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
        return pause(name, false);
    }

    @PUT
    @Path("/{name}/limit")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "limitQueue",
            summary = "Let no more than so many tasks wait for now; past it a task is refused with 429")
    @RequestBody(content = @Content(schema = @Schema(implementation = QueueLimit.class), example = LIMIT))
    @APIResponse(
            responseCode = "200",
            description = "The queue, so limited",
            content = @Content(schema = @Schema(implementation = QueueView.class), example = TaskExamples.QUEUE))
    @APIResponse(responseCode = "404", description = "There is no queue of that name")
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<QueueView> limit(@RestPath String name, @NotNull(message = "is required") @Valid QueueLimit limit) {
        if (limit.maxBacklog() > queue.maxBacklog()) {
            throw ProblemException.invalid(List.of(FieldError.body(
                    "maxBacklog", "must be at most " + queue.maxBacklog() + ", which the service is set to")));
        }
        return limit(name, OptionalLong.of(limit.maxBacklog()));
    }

    @DELETE
    @Path("/{name}/limit")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "unlimitQueue", summary = "Let as many tasks wait again as the service is set to")
    @APIResponse(
            responseCode = "200",
            description = "The queue, no longer limited",
            content = @Content(schema = @Schema(implementation = QueueView.class), example = TaskExamples.QUEUE))
    @APIResponse(responseCode = "404", description = "There is no queue of that name")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<QueueView> unlimit(@RestPath String name) {
        return limit(name, OptionalLong.empty());
    }

    private Uni<QueueView> limit(String name, OptionalLong limit) {
        return change(
                name,
                () -> queue.limit(limit),
                limit.isPresent() ? "queue.limited" : "queue.unlimited",
                limit.isPresent() ? "lets " + limit.getAsLong() + " tasks wait" : "is limited by its setting alone");
    }

    private Uni<QueueView> pause(String name, boolean paused) {
        return change(
                name,
                () -> queue.pause(paused),
                paused ? "queue.paused" : "queue.resumed",
                paused ? "hands out no tasks" : "hands out tasks again");
    }

    /**
     * Makes a change, and tells the suite if it was one.
     *
     * @param change gives false when all was so already
     */
    private Uni<QueueView> change(
            String name, Supplier<CompletionStage<Boolean>> change, String event, String predicate) {
        if (!name.equals(queue.name())) {
            throw ProblemException.of(
                    404, "not-found", "There is no queue of that name; there is " + queue.name() + ".");
        }
        return Uni.createFrom()
                .completionStage(change)
                .invoke(changed -> {
                    if (changed) {
                        events.publish(event, name, "Queue " + name + " " + predicate, Map.of());
                    }
                })
                .chain(() -> Uni.createFrom().completionStage(figures::now));
    }
}
