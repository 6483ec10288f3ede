package dev.quintet.anomaly.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.anomaly.CauseModelInfo;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** The versions of what is known of causes, and which of them is in use. */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelResource {
    private static final String PRIOR = "prior";
    private static final Pattern VERSION = Pattern.compile("v([1-9]\\d{0,17})");

    private final ModelStore models;
    private final ActiveModel active;

    ModelResource(ModelStore models, ActiveModel active) {
        this.models = models;
        this.active = active;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    @Operation(
            operationId = "models",
            summary = "What causes are named by: versions learned from examples, newest first")
    @APIResponse(
            responseCode = "200",
            description = "The last is what is known without any example",
            content =
                    @Content(
                            schema = @Schema(implementation = CauseModelInfo[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one version",
                                            value =
                                                    """
                                    [{"id": "v1", "active": true, "created_at": "2026-01-01T10:00:00Z", "examples": 12,
                                      "causes": ["cpu_stress", "network_loss"], "held_back": 4, "named": 1.0,
                                      "before": 0.5},
                                     {"id": "prior", "active": false, "created_at": null, "examples": 0,
                                      "causes": [], "held_back": 0, "named": null, "before": null}]""")))
    @APIResponse(responseCode = "503", description = "PostgreSQL is away")
    public List<CauseModelInfo> models() {
        List<CauseModelInfo> all = new ArrayList<>();
        models.all().forEach(model -> all.add(model.info()));
        boolean prior = all.stream().noneMatch(CauseModelInfo::active);
        all.add(new CauseModelInfo(PRIOR, prior, null, 0, List.of(), 0, null, null));
        return all;
    }

    @POST
    @Path("/{id}/activate")
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(operationId = "activateModel", summary = "Use this version from now on; an older one rolls back")
    @APIResponse(
            responseCode = "200",
            description = "In use",
            content =
                    @Content(
                            schema = @Schema(implementation = CauseModelInfo.class),
                            examples =
                                    @ExampleObject(
                                            name = "without examples",
                                            value =
                                                    """
                                    {"id": "prior", "active": true, "created_at": null, "examples": 0, "causes": [],
                                     "held_back": 0, "named": null, "before": null}""")))
    @APIResponse(responseCode = "404", description = "No such version")
    @APIResponse(responseCode = "503", description = "PostgreSQL is away")
    public CauseModelInfo activate(
            @Parameter(description = "A version, or prior", example = "prior") @PathParam("id") String id) {
        if (!models.activate(number(id))) {
            throw missing();
        }
        active.refresh();
        return models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(ModelResource::missing);
    }

    private static long number(String id) {
        if (id.equals(PRIOR)) {
            return 0;
        }
        var version = VERSION.matcher(id);
        if (!version.matches()) {
            throw missing();
        }
        return Long.parseLong(version.group(1));
    }

    private static ProblemException missing() {
        return ProblemException.of(404, "no-such-model", "there is no such model; GET /api/models lists them");
    }
}
