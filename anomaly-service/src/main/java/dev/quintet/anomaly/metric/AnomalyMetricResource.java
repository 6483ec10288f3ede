package dev.quintet.anomaly.metric;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.common.api.anomaly.MetricsAnswer;
import dev.quintet.common.api.anomaly.SystemMetrics;
import dev.quintet.common.security.Roles;

/** The original's older path of the system metrics. A class of its own, since JAX-RS chooses the class by its path. */
@Path("/api/anomaly/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
public class AnomalyMetricResource {
    private final MetricResource metrics;

    AnomalyMetricResource(MetricResource metrics) {
        this.metrics = metrics;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    @Operation(operationId = "anomalyMetrics", summary = "The same as /api/metrics/system")
    @APIResponse(
            responseCode = "200",
            description = "As /api/metrics/system",
            content = @Content(examples = @ExampleObject(name = "none yet", value = "{\"metrics\": []}")))
    public MetricsAnswer<SystemMetrics> anomalyMetrics(
            @Parameter(description = "As of /api/metrics/system", example = "1m") @RestQuery String window,
            @Parameter(description = "As of /api/metrics/system", example = "node2") @RestQuery String node) {
        return metrics.system(window, node);
    }
}
