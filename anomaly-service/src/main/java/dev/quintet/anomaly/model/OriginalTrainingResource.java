package dev.quintet.anomaly.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.anomaly.TrainModel;
import dev.quintet.common.api.anomaly.TrainingJob;
import dev.quintet.common.security.Roles;

/** The training by the original's path. */
@Path("/api/anomaly/train")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class OriginalTrainingResource {
    private final TrainingResource training;

    OriginalTrainingResource(TrainingResource training) {
        this.training = training;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(operationId = "trainAnomalyModel", summary = "The same as /api/models/train")
    @APIResponse(
            responseCode = "202",
            description = "Under way; Location names the job",
            content =
                    @Content(
                            schema = @Schema(implementation = TrainingJob.class),
                            examples = @ExampleObject(name = "job", value = TrainingResource.EXAMPLE)))
    @APIResponse(responseCode = "409", description = "Another training is not over")
    @APIResponse(responseCode = "422", description = "from is not before to, or no such experiment")
    public Response train(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = TrainModel.class),
                                            examples = @ExampleObject(name = "the last two hours", value = "{}")))
                    TrainModel request) {
        return training.train(request);
    }
}
