package dev.quintet.workload.target;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.workload.TargetRequest;
import dev.quintet.common.api.workload.TargetTest;
import dev.quintet.common.api.workload.TargetView;
import dev.quintet.common.security.Roles;

/** Databases that workloads can run against. */
@Path("/api/workload/targets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workload targets")
public class TargetResource {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
    private static final String NO_NAME = "must be 1 to 63 letters, digits, dots, dashes or underscores";

    private final Targets targets;
    private final TargetProbe probe;
    private final StoredTargets stored;

    public TargetResource(Targets targets, TargetProbe probe, StoredTargets stored) {
        this.targets = targets;
        this.probe = probe;
        this.stored = stored;
    }

    @GET
    @Blocking
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listWorkloadTargets", summary = "Databases to load, without their passwords")
    @APIResponse(responseCode = "200", description = "All targets, by name")
    public List<TargetView> list() {
        return targets.all().stream().map(this::view).toList();
    }

    @PUT
    @Path("/{name}")
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "putWorkloadTarget",
            summary = "Keeps a database under a name; its password is not read back")
    @APIResponse(responseCode = "200", description = "As it is kept")
    @APIResponse(
            responseCode = "409",
            description = "The name is the environment's, too many are kept, or no secret is set")
    @APIResponse(responseCode = "422", description = "Something is wrong with the definition")
    @APIResponse(responseCode = "503", description = "The database of stored targets is away")
    public TargetView put(
            @Parameter(example = "staging") @PathParam("name") @Pattern(regexp = NAME, message = NO_NAME) String name,
            @Valid @NotNull TargetRequest request) {
        probe.forget(name);
        return view(stored.put(name, request));
    }

    @DELETE
    @Path("/{name}")
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "deleteWorkloadTarget", summary = "Forgets a stored target; runs on it go on")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "No stored target has this name")
    @APIResponse(responseCode = "409", description = "It is the environment's")
    public void delete(@Parameter(example = "staging") @PathParam("name") String name) {
        stored.delete(name);
        probe.forget(name);
    }

    @POST
    @Path("/{name}/test")
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "testWorkloadTarget", summary = "Connects to every node of a target")
    @APIResponse(
            responseCode = "200",
            description = "What each node said; an unreachable node is told here, not by status")
    @APIResponse(responseCode = "404", description = "No such target")
    public TargetTest test(@Parameter(example = "local") @PathParam("name") String name) throws InterruptedException {
        return probe.test(targets.get(name));
    }

    private TargetView view(Target target) {
        var seen = probe.lastSeen(target);
        return new TargetView(
                target.name(),
                target.source().label(),
                target.credentials().user(),
                seen.map(s -> s.kind().label()).orElse(null),
                seen.map(TargetProbe.Seen::version).orElse(null),
                target.oneDatabase(),
                target.nodes().stream()
                        .map(node -> new TargetView.Node(node.name(), node.host(), node.port()))
                        .toList());
    }
}
