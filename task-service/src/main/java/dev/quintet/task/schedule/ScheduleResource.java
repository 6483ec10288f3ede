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
    private static final String NAME = "[A-Za-z0-9._-]{1,50}";
    private static final String NAME_MESSAGE = "must be 1 to 50 of A-Z a-z 0-9 . _ -";

    private final Schedules schedules;

    ScheduleResource(Schedules schedules) {
        this.schedules = schedules;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listSchedules", summary = "Recurring tasks by name, with when each comes next")
    public Uni<SchedulePage> list(
            @RestQuery @Pattern(regexp = NAME, message = "is not a cursor of an earlier page") String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(100) int limit) {
        return schedules.list(cursor == null ? "" : cursor, limit);
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getSchedule", summary = "A recurring task")
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
    public Uni<Response> delete(@RestPath @Pattern(regexp = NAME, message = NAME_MESSAGE) String name) {
        return schedules.delete(name).map(gone -> Response.noContent().build());
    }
}
