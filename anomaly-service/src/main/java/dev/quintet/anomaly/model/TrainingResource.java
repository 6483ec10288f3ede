package dev.quintet.anomaly.model;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.anomaly.TrainModel;
import dev.quintet.common.api.anomaly.TrainingJob;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Has a new model learned. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class TrainingResource {
    private static final Duration BACK = Duration.ofHours(2);
    private static final String EXAMPLE =
            """
            {"id": "5f8e4a52-0d7c-4a5e-8f5f-6c1f4b8f8a11", "status": "done", "progress": 1.0, "model": "v1",
             "message": "v1 is in use", "started_at": "2026-01-01T10:00:00Z"}""";

    private final TrainingJobs jobs;
    private final Clock clock;

    TrainingResource(TrainingJobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @POST
    @Path("/models/train")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "trainModel",
            summary = "Learn causes from the faults of a time and from all feedback; used only if it is no worse")
    @APIResponse(
            responseCode = "202",
            description = "Under way; Location names the job",
            content =
                    @Content(
                            schema = @Schema(implementation = TrainingJob.class),
                            examples = @ExampleObject(name = "job", value = EXAMPLE)))
    @APIResponse(responseCode = "409", description = "Another training is not over")
    @APIResponse(responseCode = "422", description = "from is not before to")
    public Response train(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = TrainModel.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "since ten",
                                                            value = "{\"from\": \"2026-01-01T10:00:00Z\"}")))
                    TrainModel request) {
        Instant to = request == null || request.to() == null ? clock.instant() : request.to();
        Instant from = request == null || request.from() == null ? to.minus(BACK) : request.from();
        if (!from.isBefore(to)
                || from.isBefore(Instant.EPOCH)
                || to.isAfter(clock.instant().plus(BACK))) {
            throw ProblemException.invalid(
                    List.of(FieldError.body("from", "is not before to, or neither is in the past")));
        }
        TrainingJob job = jobs.start(from, to);
        return Response.accepted(job)
                .location(URI.create("/api/models/jobs/" + job.id()))
                .build();
    }

    /** The original's path. */
    @POST
    @Path("/anomaly/train")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "trainAnomalyModel", summary = "The same as /api/models/train")
    @APIResponse(
            responseCode = "202",
            description = "Under way; Location names the job",
            content =
                    @Content(
                            schema = @Schema(implementation = TrainingJob.class),
                            examples = @ExampleObject(name = "job", value = EXAMPLE)))
    @APIResponse(responseCode = "409", description = "Another training is not over")
    public Response trainByTheOriginalPath(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = TrainModel.class),
                                            examples = @ExampleObject(name = "the last two hours", value = "{}")))
                    TrainModel request) {
        return train(request);
    }

    @GET
    @Path("/models/jobs/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    @Operation(operationId = "trainingJob", summary = "How far a training is, and what came of it")
    @APIResponse(
            responseCode = "200",
            description = "The last twenty are remembered",
            content =
                    @Content(
                            schema = @Schema(implementation = TrainingJob.class),
                            examples = @ExampleObject(name = "done", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No such training")
    public TrainingJob job(
            @Parameter(description = "As in the answer to the start", example = "5f8e4a52-0d7c-4a5e-8f5f-6c1f4b8f8a11")
                    @PathParam("id")
                    String id) {
        return jobs.byId(id)
                .orElseThrow(() -> ProblemException.of(404, "no-such-training", "there is no such training"));
    }
}
