package dev.quintet.anomaly.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Windows;
import dev.quintet.common.api.anomaly.NamedMetric;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** Metrics from before what is held in memory. */
@Path("/api/metrics/history")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
public class HistoryResource {
    private static final int MOST_POINTS = 20_000;

    private final HistoryStore store;
    private final HistoryConfig config;
    private final MetricCatalog catalog;
    private final Windows windows;
    private final Clock clock;

    HistoryResource(HistoryStore store, HistoryConfig config, MetricCatalog catalog, Windows windows, Clock clock) {
        this.store = store;
        this.config = config;
        this.catalog = catalog;
        this.windows = windows;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    @Operation(
            operationId = "metricHistory",
            summary =
                    "A metric from PostgreSQL; every sample of the last hours, means of 10 s or a minute of longer ago")
    @APIResponse(
            responseCode = "200",
            description = "Ascending, at most 20,000 points; null = a gap",
            content =
                    @Content(
                            schema = @Schema(implementation = NamedMetric[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                                    [{"timestamp": "2026-01-01T10:00:00Z", "node": "node2", "metric": "qps",
                                      "value": 812.0}]""")))
    @APIResponse(responseCode = "422", description = "No such metric, node or time")
    @APIResponse(responseCode = "503", description = "PostgreSQL is away")
    public List<NamedMetric> history(
            @Parameter(description = "The metric's name", example = "qps", required = true) @RestQuery String metric,
            @Parameter(description = "One node's name; default all", example = "node2") @RestQuery String node,
            @Parameter(description = "From when on, ISO 8601; default an hour ago", example = "2026-01-01T10:00:00Z")
                    @RestQuery
                    String from,
            @Parameter(description = "Until when, ISO 8601; default now", example = "2026-01-01T11:00:00Z") @RestQuery
                    String to) {
        if (metric == null || catalog.column(metric) < 0) {
            throw invalid("metric", "is not one of the metrics that /api/metrics/series lists");
        }
        Instant now = clock.instant();
        Instant until = to == null ? now : time("to", to);
        Instant since = from == null ? until.minus(Duration.ofHours(1)) : time("from", from);
        if (!since.isBefore(until)) {
            throw invalid("from", "is not before to");
        }
        return store.read(metric, windows.nodes(node), resolution(since, now), since, until, MOST_POINTS);
    }

    /** The finest that reaches back so far. */
    private int resolution(Instant from, Instant now) {
        if (!from.isBefore(now.minus(config.samples()))) {
            return HistoryWriter.SAMPLES;
        }
        return from.isBefore(now.minus(config.tenSeconds())) ? HistoryWriter.MINUTE : HistoryWriter.TEN_SECONDS;
    }

    private static Instant time(String parameter, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(parameter, "is no time such as 2026-01-01T10:00:00Z");
        }
    }

    private static ProblemException invalid(String parameter, String message) {
        return ProblemException.invalid(List.of(new FieldError(List.of("query", parameter), message)));
    }
}
