package dev.quintet.backendify.company;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.backendify.backend.Timeline;
import dev.quintet.backendify.metrics.RequestMetrics;
import dev.quintet.common.api.backendify.CompanyQuestion;
import dev.quintet.common.api.backendify.CompanyResult;

/** {@code POST /companies/lookup}: many companies with one request. */
@Path("/companies/lookup")
@Tag(name = "companies")
public class CompanyBatchResource {
    private static final int MAX_QUESTIONS = 100;

    private final CompanyLookup lookup;
    private final LookupProblems problems;
    private final RequestMetrics metrics;
    private final Timeline timeline;
    private final Clock clock;
    private final CompanyConfig config;

    CompanyBatchResource(
            CompanyLookup lookup,
            LookupProblems problems,
            RequestMetrics metrics,
            Timeline timeline,
            Clock clock,
            CompanyConfig config) {
        this.lookup = lookup;
        this.problems = problems;
        this.metrics = metrics;
        this.timeline = timeline;
        this.clock = clock;
        this.config = config;
    }

    @POST
    @PermitAll
    @Operation(
            operationId = "lookupCompanies",
            summary = "Look up to 100 companies up at once",
            description = "Each is answered with a status of its own, all inside the deadline of a single lookup.")
    @APIResponse(responseCode = "200", description = "The results, in the order of the questions")
    @APIResponse(responseCode = "422", description = "No list, an empty one, or one that is too long")
    public Uni<List<CompanyResult>> lookup(
            @NotNull @Size(min = 1, max = MAX_QUESTIONS) List<@NotNull CompanyQuestion> questions) {
        return Uni.createFrom().emitter(emitter -> new CompanyBatch(
                        lookup, problems, metrics, timeline, clock, config.deadline(), questions, emitter::complete)
                .start(config.batchConcurrency()));
    }
}
