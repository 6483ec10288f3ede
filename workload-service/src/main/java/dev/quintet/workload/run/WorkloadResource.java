package dev.quintet.workload.run;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.workload.ActiveRun;
import dev.quintet.common.api.workload.CheckAnswer;
import dev.quintet.common.api.workload.CheckRequest;
import dev.quintet.common.api.workload.WorkloadAnswer;
import dev.quintet.common.api.workload.WorkloadRequest;
import dev.quintet.common.api.workload.WorkloadType;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Preparing, starting and stopping workloads. */
@Path("/api/workload")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Workloads")
public class WorkloadResource {

    /** A run ends sooner than this; a preparation may still clean up. */
    private static final Duration STOP_ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Workloads workloads;
    private final Preparer preparer;
    private final RunStarter starter;
    private final Runs runs;
    private final DataCare data;

    public WorkloadResource(Workloads workloads, Preparer preparer, RunStarter starter, Runs runs, DataCare data) {
        this.workloads = workloads;
        this.preparer = preparer;
        this.starter = starter;
        this.runs = runs;
        this.data = data;
    }

    @GET
    @Path("/types")
    @NonBlocking
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listWorkloadTypes", summary = "Workload types with all their options")
    @APIResponse(responseCode = "200", description = "Types by name; a form can be drawn from the options")
    public List<WorkloadType> types() {
        return workloads.views();
    }

    @POST
    @Path("/prepare")
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "prepareWorkload",
            summary = "Makes a workload's data",
            description = "Answers when it is done; with Prefer: respond-async at once, with the run to follow."
                    + " Data that is there and right is left alone.")
    @APIResponse(responseCode = "200", description = "The data is there")
    @APIResponse(responseCode = "202", description = "Under way; Location names the run")
    @APIResponse(responseCode = "409", description = "The data is in use, or the database refuses")
    @APIResponse(responseCode = "422", description = "Unknown type, target or option")
    @APIResponse(responseCode = "503", description = "The database cannot be reached")
    public Uni<Response> prepare(
            @Valid @NotNull WorkloadRequest request,
            @Parameter(example = "respond-async") @HeaderParam("Prefer") String prefer)
            throws InterruptedException {
        var preparation = preparer.prepare(request);
        if (preparation.isEmpty()) {
            return Uni.createFrom().item(success("Database prepared already"));
        }
        PrepareRun run = preparation.get();
        if (prefer != null && prefer.toLowerCase(Locale.ROOT).contains("respond-async")) {
            return Uni.createFrom()
                    .item(Response.accepted(run.view())
                            .location(URI.create("/api/workload/runs/" + run.id()))
                            .header("Preference-Applied", "respond-async")
                            .build());
        }
        return Uni.createFrom().completionStage(run.ended()).map(done -> result(run));
    }

    private static Response result(PrepareRun run) {
        if (run.status() == RunStatus.FINISHED) {
            return Response.ok(WorkloadAnswer.success("Database prepared successfully", run.id()))
                    .build();
        }
        throw run.problem()
                .orElseGet(() -> run.status() == RunStatus.STOPPED
                        ? ProblemException.of(409, "cancelled", "Preparation " + run.id() + " was cancelled.")
                        : ProblemException.of(500, "prepare-failed", "Preparation " + run.id() + " failed."));
    }

    private static Response success(String message) {
        return Response.ok(WorkloadAnswer.success(message)).build();
    }

    @POST
    @Path("/start")
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "startWorkload", summary = "Starts a workload on data that is prepared")
    @APIResponse(responseCode = "200", description = "It runs; id names it")
    @APIResponse(responseCode = "409", description = "Not prepared, or no room for more runs or threads")
    @APIResponse(responseCode = "422", description = "Unknown type, target or option")
    @APIResponse(responseCode = "503", description = "The database cannot be reached")
    public WorkloadAnswer start(@Valid @NotNull WorkloadRequest request) {
        LoadRun run = starter.start(request);
        return WorkloadAnswer.success("Workload started successfully", run.id());
    }

    @POST
    @Path("/stop/{id}")
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "stopWorkload", summary = "Ends a run within two seconds, or cancels a preparation")
    @APIResponse(responseCode = "200", description = "It has ended")
    @APIResponse(responseCode = "404", description = "No such run")
    public Uni<WorkloadAnswer> stop(@PathParam("id") String id) {
        return runs.live(id)
                .map(run -> stop(List.of(run), "Workload " + id + " stopped successfully"))
                .or(() -> runs.ended(id).map(ended -> Uni.createFrom()
                        .item(WorkloadAnswer.success(
                                "Workload " + id + " had ended: " + ended.view().status()))))
                .orElseThrow(
                        () -> ProblemException.of(404, "unknown-run", "No run has this id, or it ended long ago."));
    }

    @POST
    @Path("/stop")
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "stopWorkloads", summary = "Ends all runs and cancels all preparations")
    @APIResponse(responseCode = "200", description = "All have ended")
    public Uni<WorkloadAnswer> stop() {
        return stopAll();
    }

    @POST
    @Path("/stop-all")
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "stopAllWorkloads", summary = "Ends all runs and cancels all preparations")
    @APIResponse(responseCode = "200", description = "All have ended")
    public Uni<WorkloadAnswer> stopAll() {
        return stop(runs.all(), "All workloads stopped successfully");
    }

    private static Uni<WorkloadAnswer> stop(List<LiveRun> stopped, String message) {
        stopped.forEach(run -> run.stop("stopped by request"));
        CompletableFuture<?>[] ends = stopped.stream().map(LiveRun::ended).toArray(CompletableFuture<?>[]::new);
        return Uni.createFrom()
                .completionStage(CompletableFuture.allOf(ends))
                .map(done -> WorkloadAnswer.success(message))
                .ifNoItem()
                .after(STOP_ANSWER_WITHIN)
                .recoverWithItem(WorkloadAnswer.success("Stopping; a preparation still cleans up"));
    }

    @GET
    @Path("/active")
    @NonBlocking
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listActiveWorkloads", summary = "Workloads that run now, with their last second")
    @APIResponse(responseCode = "200", description = "Oldest first")
    public List<ActiveRun> active() {
        return runs.active();
    }

    @POST
    @Path("/check")
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "checkWorkloadData", summary = "Looks whether a workload's data is whole")
    @APIResponse(responseCode = "200", description = "Each check with what it found")
    @APIResponse(responseCode = "422", description = "Unknown type, target or option")
    public CheckAnswer check(@Valid @NotNull CheckRequest request) throws InterruptedException {
        return data.check(request);
    }

    @DELETE
    @Path("/data/{type}")
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "deleteWorkloadData", summary = "Drops what preparing made")
    @APIResponse(responseCode = "200", description = "It is gone")
    @APIResponse(responseCode = "409", description = "A run uses it")
    public WorkloadAnswer drop(
            @Parameter(example = "sysbench") @PathParam("type") String type,
            @Parameter(example = "local") @QueryParam("target") String target)
            throws InterruptedException {
        data.drop(type, target);
        return WorkloadAnswer.success("Data of " + type + " dropped");
    }
}
