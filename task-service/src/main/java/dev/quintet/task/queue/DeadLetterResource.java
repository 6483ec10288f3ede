package dev.quintet.task.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.common.api.task.TaskPage;
import dev.quintet.common.api.task.TaskView;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Tasks that used up their attempts. */
@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters")
public class DeadLetterResource {
    private final TaskQueue queue;
    private final TaskPeople people;

    DeadLetterResource(TaskQueue queue, TaskPeople people) {
        this.queue = queue;
        this.people = people;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listDeadLetters", summary = "Dead tasks with their last errors, the last to die first")
    @APIResponse(
            responseCode = "200",
            description = "A page; next is the cursor of the following one",
            content = @Content(schema = @Schema(implementation = TaskPage.class), example = TaskExamples.DEAD_PAGE))
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<TaskPage> list(
            @RestQuery @Pattern(regexp = "\\d{1,15}-" + TaskIds.PATTERN, message = "is not a cursor of an earlier page")
                    String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(100) int limit) {
        return Uni.createFrom()
                .completionStage(() -> queue.deadLetters(cursor == null ? "" : cursor, limit))
                .map(people::page);
    }

    @POST
    @Path("/{id}/requeue")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "requeueDeadLetter", summary = "Give a dead task all its attempts again")
    @APIResponse(
            responseCode = "200",
            description = "It waits again",
            content = @Content(schema = @Schema(implementation = TaskView.class), example = TaskExamples.WAITING))
    @APIResponse(responseCode = "404", description = "There is no such task, or no longer")
    @APIResponse(responseCode = "409", description = "It is neither failed nor dead")
    @APIResponse(responseCode = "429", description = "Too much waits; Retry-After says when to come again")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<TaskView> requeue(@RestPath String id) {
        return people.retry(id);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "deleteDeadLetter", summary = "Remove a dead task for good")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "404", description = "There is no dead letter of this id")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<Response> delete(@RestPath String id) {
        return Uni.createFrom().completionStage(() -> queue.removeDead(id)).map(removed -> {
            if (!removed) {
                throw ProblemException.of(404, "not-found", "There is no dead letter of this id.");
            }
            return Response.noContent().build();
        });
    }
}
