package dev.quintet.workload.target;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.workload.TargetTest;
import dev.quintet.common.api.workload.TargetView;
import dev.quintet.common.security.Roles;

/** Databases that workloads can run against. */
@Path("/api/workload/targets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workload targets")
public class TargetResource {

    private final Targets targets;
    private final TargetProbe probe;

    public TargetResource(Targets targets, TargetProbe probe) {
        this.targets = targets;
        this.probe = probe;
    }

    @GET
    @Blocking
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listWorkloadTargets", summary = "Databases to load, without their passwords")
    @APIResponse(responseCode = "200", description = "All targets, by name")
    public List<TargetView> list() {
        return targets.all().stream().map(this::view).toList();
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
                target.nodes().stream()
                        .map(node -> new TargetView.Node(node.name(), node.host(), node.port()))
                        .toList());
    }
}
