package dev.quintet.task.submission;

import java.time.Duration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import dev.quintet.common.api.task.TaskChange;
import dev.quintet.common.security.Roles;
import dev.quintet.task.queue.TaskPeople;

/** A task's life as server-sent events. */
@Path("/api/tasks/{id}/events")
@Tag(name = "Tasks")
public class TaskEventsResource {
    private static final String EVENTS =
            """
            id:1
            event:state
            data:{"task":"01kamq3v5r8t0w2y4z6b8d0f2h","version":1,"state":"waiting","time":"2026-01-01T00:00:00Z"}
            """;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    private final TaskLife life;
    private final TaskPeople people;
    private final Sse sse;
    private final ObjectMapper mapper;

    @Inject
    TaskEventsResource(TaskLife life, TaskPeople people, @Context Sse sse, ObjectMapper mapper) {
        this.life = life;
        this.people = people;
        this.sse = sse;
        this.mapper = mapper;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "followTask",
            summary =
                    "State changes and progress as they come; ends with the task; Last-Event-ID goes on where it broke off")
    @APIResponse(
            responseCode = "200",
            description = "The events, numbered",
            content = @Content(schema = @Schema(implementation = String.class), example = EVENTS))
    @APIResponse(responseCode = "404", description = "There is no such task, or no longer")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Multi<OutboundSseEvent> follow(@RestPath String id, @HeaderParam("Last-Event-ID") String last) {
        long from = last != null && last.matches("\\d{1,15}") ? Long.parseLong(last) : 0;
        // Known before the stream begins: afterwards it is too late for a 404.
        people.read(id).await().atMost(LONGEST_LOOK);
        return life.of(id, from).map(this::event);
    }

    /** As text: else each event is given a field for its media type, which browsers do not know. */
    private String json(TaskChange change) {
        try {
            return mapper.writeValueAsString(change);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private OutboundSseEvent event(TaskChange change) {
        return sse.newEventBuilder()
                .id(Long.toString(change.version()))
                .name(change.progress() == null ? "state" : "progress")
                .data(json(change))
                .build();
    }
}
