package dev.quintet.anomaly.model;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

import dev.quintet.anomaly.model.PastFaults.Span;
import dev.quintet.common.api.anomaly.TrainModel;
import dev.quintet.common.api.anomaly.TrainingJob;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Has a new model learned. */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class TrainingResource {
    private static final Duration BACK = Duration.ofHours(2);
    private static final int MOST_EXPERIMENTS = 100;
    static final String EXAMPLE =
            """
            {"id": "5f8e4a52-0d7c-4a5e-8f5f-6c1f4b8f8a11", "status": "done", "progress": 1.0, "model": "v1",
             "message": "v1 is in use", "started_at": "2026-01-01T10:00:00Z"}""";

    private final TrainingJobs jobs;
    private final PastFaults faults;
    private final Clock clock;

    TrainingResource(TrainingJobs jobs, PastFaults faults, Clock clock) {
        this.jobs = jobs;
        this.faults = faults;
        this.clock = clock;
    }

    @POST
    @Path("/train")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
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
    @APIResponse(responseCode = "422", description = "from is not before to, or no such experiment")
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
        TrainModel what = request == null ? new TrainModel(null, null, null) : request;
        boolean drills = what.experiments() != null && !what.experiments().isEmpty();
        TrainingJob job = jobs.start(drills ? recorded(what.experiments()) : List.of(span(what)));
        return Response.accepted(job)
                .location(URI.create("/api/models/jobs/" + job.id()))
                .build();
    }

    private Span span(TrainModel request) {
        Instant to = request.to() == null ? clock.instant() : request.to();
        Instant from = request.from() == null ? to.minus(BACK) : request.from();
        if (!from.isBefore(to)
                || from.isBefore(Instant.EPOCH)
                || to.isAfter(clock.instant().plus(BACK))) {
            throw ProblemException.invalid(
                    List.of(FieldError.body("from", "is not before to, or neither is in the past")));
        }
        return new Span(from, to, Optional.empty());
    }

    private List<Span> recorded(List<String> experiments) {
        if (experiments.size() > MOST_EXPERIMENTS || experiments.contains(null)) {
            throw ProblemException.invalid(
                    List.of(FieldError.body("experiments", "are more than " + MOST_EXPERIMENTS + ", or one is null")));
        }
        return experiments.stream()
                .distinct()
                .map(id -> faults.recorded(id)
                        .orElseThrow(() -> ProblemException.invalid(List.of(
                                FieldError.body("experiments", "name one that is not there or recorded nothing")))))
                .toList();
    }

    @GET
    @Path("/jobs/{id}")
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
