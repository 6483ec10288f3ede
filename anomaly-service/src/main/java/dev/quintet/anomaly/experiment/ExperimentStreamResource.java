package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Follows an experiment. */
@Path("/api/experiments/{id}/events")
@Tag(name = "Experiments")
public class ExperimentStreamResource {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int MOST_LISTENERS = 100;

    private final Experiments experiments;
    private final AtomicInteger listeners = new AtomicInteger();

    ExperimentStreamResource(Experiments experiments) {
        this.experiments = experiments;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "followExperiment",
            summary =
                    "An event progress each second while it runs, and an event end with the experiment when it is over")
    @APIResponse(responseCode = "200", description = "Events; of one that has ended the end at once")
    @APIResponse(responseCode = "404", description = "No such experiment")
    @APIResponse(responseCode = "503", description = "Too many clients follow experiments")
    public Multi<OutboundSseEvent> follow(@PathParam("id") String id, @Context Sse sse) {
        experiments.get(id);
        if (listeners.incrementAndGet() > MOST_LISTENERS) {
            listeners.decrementAndGet();
            throw ProblemException.of(503, "too-many-listeners", MOST_LISTENERS + " clients listen already")
                    .withRetryAfter(Duration.ofSeconds(10));
        }
        Multi<OutboundSseEvent> progress = Multi.createFrom()
                .ticks()
                .every(PERIOD)
                .onOverflow()
                .drop()
                .map(tick -> experiments.live(id))
                .select()
                .first(Optional::isPresent)
                .map(view -> event(sse, "progress", Experiments.brief(view.orElseThrow())));
        Multi<OutboundSseEvent> end = Multi.createFrom()
                .item(() -> event(sse, "end", experiments.get(id)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return Multi.createBy()
                .concatenating()
                .streams(progress, end)
                .onTermination()
                .invoke(() -> listeners.decrementAndGet());
    }

    private static OutboundSseEvent event(Sse sse, String name, ExperimentView view) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(ExperimentView.class, view)
                .build();
    }
}
