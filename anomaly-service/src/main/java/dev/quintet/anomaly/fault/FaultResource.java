package dev.quintet.anomaly.fault;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.anomaly.audit.FaultAudit;
import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.api.anomaly.FaultAnswer;
import dev.quintet.common.api.anomaly.StartFault;
import dev.quintet.common.api.anomaly.StopFault;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Starts, stops and lists faults. */
@Path("/api/anomaly")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Faults")
public class FaultResource {
    private final FaultService faults;
    private final FaultAudit audit;
    private final SecurityIdentity caller;

    FaultResource(FaultService faults, FaultAudit audit, SecurityIdentity caller) {
        this.faults = faults;
        this.audit = audit;
        this.caller = caller;
    }

    @POST
    @Path("/start")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(operationId = "startFault", summary = "Inject a fault; answered when it is in force")
    @APIResponse(
            responseCode = "200",
            description = "In force, or with dry_run what would be applied",
            content =
                    @Content(
                            schema = @Schema(implementation = FaultAnswer.class),
                            examples =
                                    @ExampleObject(
                                            name = "started",
                                            value =
                                                    """
                                    {"status": "success", "message": "Started cpu_stress anomaly", "id": "7e2f…",
                                     "faults": [{"id": "7e2f…", "type": "cpu_stress", "target": "node2",
                                     "severity": "medium", "start_time": "2026-01-01T10:00:00Z",
                                     "ends_at": "2026-01-01T10:01:00Z", "status": "active"}]}""")))
    @APIResponse(responseCode = "409", description = "The node has such a fault, or too many are in force")
    @APIResponse(responseCode = "422", description = "Unknown type, node, severity or duration: lists what is allowed")
    @APIResponse(responseCode = "503", description = "It could not be put in force; the detail says why")
    public FaultAnswer start(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = StartFault.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "on one node",
                                                            value =
                                                                    """
                                                    {"type": "cpu_stress", "target": "node2", "severity": "medium",
                                                     "duration": "60s"}""")))
                    StartFault request) {
        if (request == null) {
            throw ProblemException.invalid(List.of(FieldError.body("type", "is missing")));
        }
        if (Boolean.TRUE.equals(request.dryRun())) {
            return new FaultAnswer(
                    FaultAnswer.SUCCESS,
                    "Would start " + request.type() + " anomaly",
                    null,
                    null,
                    faults.plan(request));
        }
        List<ActiveFault> started = startAudited(request);
        return new FaultAnswer(
                FaultAnswer.SUCCESS,
                "Started " + request.type() + " anomaly",
                started.get(0).id(),
                started,
                null);
    }

    private List<ActiveFault> startAudited(StartFault request) {
        String name = caller.getPrincipal().getName();
        try {
            List<ActiveFault> started = faults.start(request);
            audit.started(name, started);
            return started;
        } catch (ProblemException e) {
            audit.refused(name, request, e.getMessage());
            throw e;
        }
    }

    @POST
    @Path("/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(operationId = "stopFaults", summary = "End one fault or all; answered when they are recovered")
    @APIResponse(
            responseCode = "200",
            description = "Nothing of them is left",
            content =
                    @Content(
                            schema = @Schema(implementation = FaultAnswer.class),
                            examples =
                                    @ExampleObject(
                                            name = "all",
                                            value =
                                                    """
                                    {"status": "success", "message": "Stopped all anomalies", "faults": []}""")))
    @APIResponse(responseCode = "404", description = "No fault with this id is in force")
    @APIResponse(responseCode = "504", description = "Not recovered in time; it goes on in the background")
    public FaultAnswer stop(
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = StopFault.class),
                                            examples = @ExampleObject(name = "one", value = "{\"id\": \"7e2f…\"}")))
                    StopFault request) {
        boolean all = request == null || request.id() == null;
        List<ActiveFault> stopped = all ? faults.stopAll() : faults.stop(request.id());
        audit.stopped(caller.getPrincipal().getName(), stopped);
        String what = stopped.stream().map(ActiveFault::type).distinct().collect(Collectors.joining(", "));
        return new FaultAnswer(
                FaultAnswer.SUCCESS,
                all ? "Stopped all anomalies" : "Stopped " + what + " anomaly",
                null,
                stopped,
                null);
    }

    /** Clients that send no body say many things, or nothing, of its type. */
    @POST
    @Path("/stop")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(hidden = true)
    public FaultAnswer stopWithoutBody(String body) {
        if (body != null && !body.isBlank()) {
            throw ProblemException.of(415, "unsupported-media-type", "a body must be application/json");
        }
        return stop(null);
    }

    @GET
    @Path("/active")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "activeFaults", summary = "The faults in force, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "One entry a node and type",
            content =
                    @Content(
                            schema = @Schema(implementation = ActiveFault[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                                    [{"id": "7e2f…", "type": "cpu_stress", "target": "node2", "severity": "medium",
                                      "start_time": "2026-01-01T10:00:00Z", "ends_at": "2026-01-01T10:01:00Z",
                                      "status": "active"}]""")))
    public List<ActiveFault> active() {
        return faults.active();
    }
}
