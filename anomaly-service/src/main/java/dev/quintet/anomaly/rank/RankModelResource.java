package dev.quintet.anomaly.rank;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.anomaly.RankerInfo;
import dev.quintet.common.api.anomaly.RankerInfo.RankModelInfo;
import dev.quintet.common.security.Roles;

/** Which ranker speaks, and why. */
@Path("/api/models/rank")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class RankModelResource {
    private final LiveRanker live;
    private final RankModels models;

    RankModelResource(LiveRanker live, RankModels models) {
        this.live = live;
        this.models = models;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    @Operation(
            operationId = "ranker",
            summary = "Which ranker speaks and why, and the models that there are to rank by")
    @APIResponse(
            responseCode = "200",
            description = "Activate one by POST /api/models/{id}/activate",
            content =
                    @Content(
                            schema = @Schema(implementation = RankerInfo.class),
                            examples =
                                    @ExampleObject(
                                            name = "no model",
                                            value =
                                                    """
                                    {"ranker": "distance", "model": null,
                                     "reason": "there is no model at models/anomaly_detector",
                                     "since": "2026-01-01T10:00:00Z", "model_path": "models/anomaly_detector",
                                     "models": [{"id": "bundled", "active": false, "name": "local-drills",
                                       "features": ["distance", "spreads of cpu_percent"], "causes": ["cpu_stress"],
                                       "bytes": null, "training": {"runs": 40}, "quality": {"tensorflow": {"auc": 0.9}}}]}""")))
    public RankerInfo ranker() {
        LiveRanker.State state = live.state();
        List<RankModelInfo> infos = models.ids().stream()
                .filter(id -> !id.equals(RankModels.DISTANCE))
                .map(id -> info(id, state))
                .toList();
        return new RankerInfo(
                state.name(), state.id().orElse(null), state.reason(), state.since(), models.path(), infos);
    }

    private static RankModelInfo info(String id, LiveRanker.State state) {
        boolean active = state.id().orElse("").equals(id);
        Optional<RankModelMetadata> metadata = RankModels.metadata(id, state);
        return new RankModelInfo(
                id,
                active,
                metadata.map(RankModelMetadata::name).orElse(null),
                metadata.map(RankModelMetadata::features).orElse(List.of()).stream()
                        .map(feature ->
                                feature.form().text() + (feature.metric() == null ? "" : " of " + feature.metric()))
                        .toList(),
                metadata.map(RankModelMetadata::classes).orElse(List.of()),
                state.ranker()
                        .filter(ranker -> active)
                        .map(ranker -> ranker.model().bytes())
                        .orElse(null),
                metadata.map(RankModelMetadata::training).orElse(null),
                metadata.map(RankModelMetadata::quality).orElse(null));
    }
}
