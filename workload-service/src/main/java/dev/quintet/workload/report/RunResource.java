package dev.quintet.workload.report;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.workload.RunComparison;
import dev.quintet.common.api.workload.RunDocument;
import dev.quintet.common.api.workload.RunPage;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Runs, past and present. */
@Path("/api/workload/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workload runs")
public class RunResource {

    private static final String WORD = "[A-Za-z0-9._-]{1,64}";
    private static final String TWO_IDS = "must be two ids of runs with a comma between them";
    private static final String NO_WORD = "must be 1 to 64 letters, digits, dots, dashes or underscores";

    private final RunArchive archive;
    private final RunStream stream;
    private final RunExport export;

    public RunResource(RunArchive archive, RunStream stream, RunExport export) {
        this.archive = archive;
        this.stream = stream;
        this.export = export;
    }

    @GET
    @Blocking
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listWorkloadRuns", summary = "Runs and preparations, newest first")
    @APIResponse(responseCode = "200", description = "A page; next is the cursor of the one after")
    @APIResponse(responseCode = "503", description = "The history is off")
    public RunPage list(
            @QueryParam("type") @Pattern(regexp = WORD, message = NO_WORD) String type,
            @QueryParam("target") @Pattern(regexp = WORD, message = NO_WORD) String target,
            @QueryParam("status") @Pattern(regexp = WORD, message = NO_WORD) String status,
            @QueryParam("cursor") @Pattern(regexp = "[0-9a-z-]{1,40}", message = "is not a cursor") String cursor,
            @Parameter(example = "20")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    @Pattern(regexp = "[1-9]\\d?|1\\d\\d|200", message = "must be a whole number from 1 to 200")
                    String limit) {
        HistoryStore.Filter filter = new HistoryStore.Filter(
                Optional.ofNullable(cursor),
                Optional.ofNullable(type),
                Optional.ofNullable(target),
                Optional.ofNullable(status));
        return archive.page(filter, Integer.parseInt(limit));
    }

    @GET
    @Path("/compare")
    @Blocking
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "compareWorkloadRuns", summary = "Two runs side by side")
    @APIResponse(responseCode = "200", description = "Settings that differ, and both runs' results")
    @APIResponse(responseCode = "404", description = "No such run")
    @APIResponse(responseCode = "422", description = "Not two ids")
    public RunComparison compare(
            @Parameter(example = "20261120-194435-111-5f83,20261120-195012-040-a1b2")
                    @QueryParam("ids")
                    @NotNull(message = TWO_IDS)
                    @Pattern(regexp = "[0-9a-z-]{1,40},[0-9a-z-]{1,40}", message = TWO_IDS)
                    String ids) {
        String[] both = ids.split(",", -1);
        return RunComparer.compare(archive.get(both[0]), archive.get(both[1]));
    }

    @GET
    @Path("/{id}")
    @Blocking
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getWorkloadRun", summary = "A run with its result so far, or a preparation's progress")
    @APIResponse(responseCode = "200", description = "The run")
    @APIResponse(responseCode = "404", description = "No such run")
    @APIResponse(responseCode = "503", description = "Only the history could know, and it is off")
    public RunView get(@PathParam("id") String id) {
        return archive.get(id);
    }

    @GET
    @Path("/{id}/stream")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "streamWorkloadRun",
            summary = "Follows a run: an event report each interval, an event end with the run when it is over")
    @APIResponse(responseCode = "200", description = "Events; a run that has ended gives its end at once")
    @APIResponse(responseCode = "404", description = "No such run")
    public Multi<OutboundSseEvent> stream(@PathParam("id") String id, @Context Sse sse) {
        return stream.follow(id, sse);
    }

    @GET
    @Path("/{id}/report")
    @Blocking
    @Produces({MediaType.APPLICATION_JSON, "text/csv", MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "exportWorkloadRun", summary = "A run with all its reports, as a file")
    @APIResponse(
            responseCode = "200",
            description =
                    "json: the run and its reports; csv: a line an interval and part; html: a page with plots; hgrm: latency distribution",
            content = @Content(schema = @Schema(implementation = RunDocument.class)))
    @APIResponse(responseCode = "404", description = "No such run")
    @APIResponse(responseCode = "422", description = "Unknown format")
    public Response report(
            @PathParam("id") String id,
            @Parameter(example = "json") @QueryParam("format") @DefaultValue("json") String format) {
        return switch (format) {
            case "json" -> file(id, "json", MediaType.APPLICATION_JSON, export.json(id));
            case "csv" -> file(id, "csv", "text/csv;charset=UTF-8", export.csv(id));
            case "html" -> file(id, "html", "text/html;charset=UTF-8", export.html(id));
            case "hgrm" -> file(id, "hgrm", "text/plain;charset=UTF-8", export.hgrm(id));
            default ->
                throw ProblemException.invalid(
                        List.of(new FieldError(List.of("query", "format"), "must be one of: json, csv, html, hgrm")));
        };
    }

    private static Response file(String id, String extension, String type, StreamingOutput content) {
        // The id was found, so it is one of ours and safe in a header.
        return Response.ok(content, type)
                .header("Content-Disposition", "inline; filename=\"" + id + "." + extension + "\"")
                .build();
    }
}
