package dev.quintet.anomaly.experiment;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.anomaly.ExperimentComparison;
import dev.quintet.common.api.anomaly.ExperimentPage;
import dev.quintet.common.api.anomaly.ExperimentRequest;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.security.Roles;

/** Whole drills: begun, looked at, ended, compared and forgotten. */
@Path("/api/experiments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Experiments")
public class ExperimentResource {
    private static final String TWO_IDS = "must be two ids of experiments with a comma between them";

    private final Experiments experiments;
    private final SecurityIdentity caller;

    ExperimentResource(Experiments experiments, SecurityIdentity caller) {
        this.experiments = experiments;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "beginExperiment",
            summary = "Run a whole drill: load, calm, faults, recovery; answered when the load has begun")
    @APIResponse(
            responseCode = "202",
            description = "It runs; Location is where it is looked at",
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentView.class),
                            examples =
                                    @ExampleObject(
                                            name = "begun",
                                            value =
                                                    """
                                    {"id": "20260101-100000-000-5f83", "name": "cpu on node2", "status": "running",
                                     "message": "begins", "caller": "operator", "plan": {"name": "cpu on node2",
                                     "workload": {"type": "sysbench", "threads": 4, "target": null, "options": {}},
                                     "faults": [{"type": "cpu_stress", "target": ["node2"], "severity": "medium",
                                     "after": "0s", "duration": "30s"}], "baseline": "60s", "cooldown": "30s",
                                     "repeat": 1}, "created_at": "2026-01-01T10:00:00Z", "runs": []}""")))
    @APIResponse(
            responseCode = "409",
            description = "A node belongs to another experiment, too many run, or too many are kept")
    @APIResponse(responseCode = "422", description = "What is wrong and what is allowed, field by field")
    @APIResponse(responseCode = "503", description = "PostgreSQL or the workload-service is away")
    public Response begin(ExperimentRequest request) {
        ExperimentView begun = experiments.begin(caller.getPrincipal().getName(), request);
        return Response.accepted(begun)
                .location(URI.create("/api/experiments/" + begun.id()))
                .build();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listExperiments", summary = "Experiments, newest first, without their runs")
    @APIResponse(
            responseCode = "200",
            description = "A page; next is the cursor of the one after",
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentPage.class),
                            examples = @ExampleObject(name = "none", value = "{\"items\": [], \"next\": null}")))
    @APIResponse(responseCode = "503", description = "PostgreSQL is away")
    public ExperimentPage list(
            @Parameter(description = "Those with this status only", example = "finished")
                    @QueryParam("status")
                    @Pattern(
                            regexp = "running|finished|stopped|failed|interrupted",
                            message = "must be one of: running, finished, stopped, failed, interrupted")
                    String status,
            @Parameter(description = "Where the page begins: next of the page before")
                    @QueryParam("cursor")
                    @Pattern(regexp = "[0-9a-z-]{1,40}", message = "is not a cursor")
                    String cursor,
            @Parameter(description = "The most of them", example = "20")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    @Pattern(regexp = "[1-9]\\d?|1\\d\\d|200", message = "must be a whole number from 1 to 200")
                    String limit) {
        return experiments.page(Optional.ofNullable(cursor), Optional.ofNullable(status), Integer.parseInt(limit));
    }

    @GET
    @Path("/compare")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "compareExperiments", summary = "Two experiments side by side")
    @APIResponse(
            responseCode = "200",
            description = "What differs in their plans, and the figures of both",
            content =
                    @Content(
                            schema = @Schema(implementation = ExperimentComparison.class),
                            examples =
                                    @ExampleObject(
                                            name = "two",
                                            value =
                                                    """
                                    {"experiments": [], "differences": {"repeat": [1, 3]}, "figures": [
                                      {"name": "delay_mean", "unit": "s", "values": [4.0, 3.0], "ratio": 0.75}]}""")))
    @APIResponse(responseCode = "404", description = "No such experiment")
    @APIResponse(responseCode = "422", description = "Not two ids")
    public ExperimentComparison compare(
            @Parameter(description = "Both ids", example = "20260101-100000-000-5f83,20260101-110000-000-11aa")
                    @QueryParam("ids")
                    @NotNull(message = TWO_IDS)
                    @Pattern(regexp = "[0-9a-z-]{1,40},[0-9a-z-]{1,40}", message = TWO_IDS)
                    String ids) {
        List<String> both = List.of(ids.split(",", -1));
        return ExperimentComparer.compare(experiments.get(both.get(0)), experiments.get(both.get(1)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getExperiment",
            summary = "An experiment: how far it is, and for each run what was detected and named")
    @APIResponse(
            responseCode = "200",
            description = "The experiment",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @APIResponse(responseCode = "404", description = "No such experiment")
    @APIResponse(responseCode = "503", description = "PostgreSQL is away, and it does not run")
    public ExperimentView get(@PathParam("id") String id) {
        return experiments.get(id);
    }

    @POST
    @Path("/{id}/stop")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "stopExperiment",
            summary = "End an experiment before its time; answered when its faults and its load are gone")
    @APIResponse(
            responseCode = "200",
            description = "As it ended",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @APIResponse(responseCode = "404", description = "No such experiment")
    @APIResponse(responseCode = "409", description = "It has ended already")
    @APIResponse(responseCode = "504", description = "Not ended in time; it goes on ending")
    public ExperimentView stop(@PathParam("id") String id) {
        return experiments.stop(id);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "deleteExperiment", summary = "Forget an experiment and all that was recorded of it")
    @APIResponse(responseCode = "204", description = "Forgotten")
    @APIResponse(responseCode = "404", description = "No such experiment")
    @APIResponse(responseCode = "409", description = "It runs; stop it first")
    public void delete(@PathParam("id") String id) {
        experiments.delete(id);
    }
}
