package dev.quintet.anomaly.diagnosis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.anomaly.metric.Windows;
import dev.quintet.common.api.anomaly.Feedback;
import dev.quintet.common.api.anomaly.LearnedExample;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Takes the judgement of those who know what it was. */
@Path("/api/anomaly/diagnosis/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Diagnosis")
public class FeedbackResource {
    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(10);
    private static final Pattern CAUSE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final Diagnoser diagnoser;
    private final ExampleKeeper examples;
    private final Windows windows;
    private final Clock clock;

    FeedbackResource(Diagnoser diagnoser, ExampleKeeper examples, Windows windows, Clock clock) {
        this.diagnoser = diagnoser;
        this.examples = examples;
        this.windows = windows;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(
            operationId = "diagnosisFeedback",
            summary =
                    "Confirm or correct the cause of a node's latest anomaly: it becomes an example for the next model")
    @APIResponse(
            responseCode = "200",
            description = "Kept; said again of the same anomaly, the last word counts",
            content =
                    @Content(
                            schema = @Schema(implementation = LearnedExample.class),
                            examples =
                                    @ExampleObject(
                                            name = "kept",
                                            value =
                                                    """
                                    {"node": "node2", "type": "network_loss", "since": "2026-01-01T10:00:03Z",
                                     "samples": 57}""")))
    @APIResponse(responseCode = "404", description = "The node was not anomalous within the window")
    @APIResponse(responseCode = "422", description = "No such node, no name of a cause, or no window")
    @APIResponse(responseCode = "503", description = "PostgreSQL is away")
    public LearnedExample feedback(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Feedback.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "it was loss",
                                                            value =
                                                                    """
                                                    {"node": "node2", "type": "network_loss", "window": "5m"}""")))
                    Feedback request) {
        if (request == null || request.node() == null) {
            throw ProblemException.invalid(List.of(FieldError.body("node", "is missing")));
        }
        if (request.type() == null
                || !CAUSE.matcher(request.type()).matches()
                || request.type().equals("unknown")) {
            throw ProblemException.invalid(List.of(FieldError.body(
                    "type", "is not a cause: lower case letters, digits and underscores, 64 at most, not unknown")));
        }
        String node = windows.nodes(request.node()).get(0);
        Duration window = windows.length(request.window(), DEFAULT_WINDOW);
        LabelledEpisode episode = diagnoser
                .labelled(node, clock.instant().minus(window), request.type())
                .orElseThrow(() -> ProblemException.of(
                        404, "no-anomaly", node + " was not anomalous within the last " + window.toSeconds() + " s"));
        examples.keep(episode);
        return new LearnedExample(
                node, request.type(), episode.since(), episode.anomalous().size());
    }
}
