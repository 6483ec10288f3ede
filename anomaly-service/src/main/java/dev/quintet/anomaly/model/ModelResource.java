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

import dev.quintet.anomaly.rank.RankModelException;
import dev.quintet.anomaly.rank.RankModels;
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
    private final RankModels ranks;

    ModelResource(ModelStore models, ActiveModel active, RankModels ranks) {
        this.models = models;
        this.active = active;
        this.ranks = ranks;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    @Operation(
            operationId = "models",
            summary = "What causes are named by, versions newest first, and what ranks are made by")
    @APIResponse(
            responseCode = "200",
            description = "Of each kind one is active; GET /api/models/rank tells more of what ranks",
            content =
                    @Content(
                            schema = @Schema(implementation = CauseModelInfo[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one version",
                                            value =
                                                    """
                                    [{"id": "v1", "kind": "causes", "active": true, "message": null, "created_at": "2026-01-01T10:00:00Z", "examples": 12,
                                      "causes": ["cpu_stress", "network_loss"], "held_back": 4, "named": 1.0,
                                      "before": 0.5},
                                     {"id": "prior", "kind": "causes", "active": false, "message": null, "created_at": null, "examples": 0,
                                      "causes": [], "held_back": 0, "named": null, "before": null}]""")))
    @APIResponse(responseCode = "503", description = "PostgreSQL is away")
    public List<CauseModelInfo> models() {
        List<CauseModelInfo> all = new ArrayList<>();
        models.all().forEach(model -> all.add(model.info()));
        boolean prior = all.stream().noneMatch(CauseModelInfo::active);
        all.add(new CauseModelInfo(PRIOR, CauseModelInfo.CAUSES, prior, null, null, 0, List.of(), 0, null, null));
        all.addAll(ranks.infos());
        return all;
    }

    @POST
    @Path("/{id}/activate")
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(operationId = "activateModel", summary = "Use this model from now on; an older version rolls back")
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
                                    {"id": "prior", "kind": "causes", "active": true, "message": null,
                                     "created_at": null, "examples": 0, "causes": [], "held_back": 0, "named": null,
                                     "before": null}""")))
    @APIResponse(responseCode = "404", description = "No such model")
    @APIResponse(responseCode = "422", description = "The model that ranks cannot be used; nothing changed")
    @APIResponse(responseCode = "503", description = "PostgreSQL is away")
    public CauseModelInfo activate(
            @Parameter(description = "As in GET /api/models", example = "prior") @PathParam("id") String id) {
        if (ranks.ids().contains(id)) {
            return ranked(id);
        }
        if (!models.activate(number(id))) {
            throw missing();
        }
        active.refresh();
        return models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(ModelResource::missing);
    }

    private CauseModelInfo ranked(String id) {
        try {
            ranks.activate(id);
        } catch (RankModelException e) {
            throw ProblemException.of(422, "model-unusable", e.getMessage());
        }
        return ranks.infos().stream()
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
