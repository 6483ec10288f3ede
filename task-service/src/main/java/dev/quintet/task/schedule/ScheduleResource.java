package dev.quintet.task.schedule;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.common.api.task.SchedulePage;
import dev.quintet.common.api.task.ScheduleRequest;
import dev.quintet.common.api.task.ScheduleView;
import dev.quintet.common.security.Roles;

/** Recurring tasks. */
@Path("/api/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schedules")
public class ScheduleResource {
    private static final String REQUEST =
            """
            {"cron":"30 9 * * mon-fri","timeZone":"Europe/Berlin","task":{"type":"echo","payload":"good morning"}}""";
    private static final String SCHEDULE =
            """
            {"name":"morning","cron":"30 9 * * mon-fri","timeZone":"Europe/Berlin","paused":false,
            "task":{"type":"echo","payload":"good morning"},"next":"2026-01-02T08:30:00Z","ticks":0,
            "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}""";
    private static final String NAME = "[A-Za-z0-9._-]{1,50}";
    private static final String NAME_MESSAGE = "must be 1 to 50 of A-Z a-z 0-9 . _ -";

    private final Schedules schedules;

    ScheduleResource(Schedules schedules) {
        this.schedules = schedules;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listSchedules", summary = "Recurring tasks by name, with when each comes next")
    @APIResponse(
            responseCode = "200",
            description = "A page; next is the cursor of the following one",
            content =
                    @Content(
                            schema = @Schema(implementation = SchedulePage.class),
                            example = "{\"schedules\":[" + SCHEDULE + "]}"))
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<SchedulePage> list(
            @RestQuery @Pattern(regexp = NAME, message = "is not a cursor of an earlier page") String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(100) int limit) {
        return schedules.list(cursor == null ? "" : cursor, limit);
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getSchedule", summary = "A recurring task")
    @APIResponse(
            responseCode = "200",
            description = "The schedule",
            content = @Content(schema = @Schema(implementation = ScheduleView.class), example = SCHEDULE))
    @APIResponse(responseCode = "404", description = "There is no schedule of this name")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<ScheduleView> get(@RestPath @Pattern(regexp = NAME, message = NAME_MESSAGE) String name) {
        return schedules.get(name);
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "putSchedule",
            summary = "Make (201) or replace (200) a recurring task; each tick is sent once whatever the replicas")
    @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleRequest.class), example = REQUEST))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = ScheduleView.class), example = SCHEDULE))
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = ScheduleView.class), example = SCHEDULE))
    @APIResponse(responseCode = "409", description = "There are as many as there can be")
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<Response> put(
            @RestPath @Pattern(regexp = NAME, message = NAME_MESSAGE) String name,
            @NotNull(message = "is required") @Valid ScheduleRequest request) {
        return schedules
                .put(name, request)
                .map(put -> put.fresh()
                        ? Response.status(201)
                                .header(HttpHeaders.LOCATION, "/api/schedules/" + name)
                                .entity(put.view())
                                .build()
                        : Response.ok(put.view()).build());
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "deleteSchedule", summary = "Make no more tasks; those it made are not touched")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "404", description = "There is no schedule of this name")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<Response> delete(@RestPath @Pattern(regexp = NAME, message = NAME_MESSAGE) String name) {
        return schedules.delete(name).map(gone -> Response.noContent().build());
    }
}
