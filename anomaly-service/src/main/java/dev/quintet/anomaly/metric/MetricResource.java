package dev.quintet.anomaly.metric;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

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

import dev.quintet.common.api.anomaly.DatabaseMetrics;
import dev.quintet.common.api.anomaly.MetricPoint;
import dev.quintet.common.api.anomaly.MetricSourceState;
import dev.quintet.common.api.anomaly.MetricsAnswer;
import dev.quintet.common.api.anomaly.NamedMetric;
import dev.quintet.common.api.anomaly.SystemMetrics;
import dev.quintet.common.api.anomaly.TenantMetrics;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** The collected metrics. */
@Path("/api/metrics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Blocking
@Tag(name = "Metrics")
public class MetricResource {
    private static final String WINDOW = "How far back, seconds or with units: 300, 30s, 5m; default all that is held";
    private static final String NODE = "One node's name; default all";

    private final MetricStore store;
    private final MetricViews views;
    private final Windows windows;
    private final Tenants tenants;
    private final MetricService service;

    MetricResource(MetricStore store, MetricViews views, Windows windows, Tenants tenants, MetricService service) {
        this.store = store;
        this.views = views;
        this.windows = windows;
        this.tenants = tenants;
        this.service = service;
    }

    @GET
    @Operation(operationId = "metrics", summary = "CPU %, memory MiB, network and disk bytes/s of each node, ascending")
    @APIResponse(
            responseCode = "200",
            description = "One point a node and second; null where not measured",
            content =
                    @Content(
                            schema = @Schema(implementation = MetricPoint[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                                    [{"timestamp": "2026-01-01T10:00:00Z", "node": "node2", "cpu": 104.2,
                                      "memory": 201.5, "network": 18234.0, "disk": 65536.0}]""")))
    public List<MetricPoint> metrics(
            @Parameter(description = WINDOW, example = "1m") @RestQuery String window,
            @Parameter(description = NODE, example = "node2") @RestQuery String node) {
        return rows(window, node, views::point, MetricPoint::timestamp);
    }

    @GET
    @Path("/system")
    @Operation(operationId = "systemMetrics", summary = "System metrics under the original's keys")
    @APIResponse(
            responseCode = "200",
            description = "One entry a node and second; null where not measured",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                            {"metrics": [{"timestamp": "2026-01-01T10:00:00Z", "node": "node1", "cpu": 4.0,
                              "memory": 170.1, "network": 5120.0, "disk_io_bytes": 0.0, "disk_iops": 0.0,
                              "active_sessions": 1.0, "sql_response_time": 0.3, "cache_hit_ratio": 1.0}]}""")))
    public MetricsAnswer<SystemMetrics> system(
            @Parameter(description = WINDOW, example = "1m") @RestQuery String window,
            @Parameter(description = NODE, example = "node2") @RestQuery String node) {
        return new MetricsAnswer<>(rows(window, node, views::system, SystemMetrics::timestamp));
    }

    @GET
    @Path("/database")
    @Operation(operationId = "databaseMetrics", summary = "Database metrics under the original's keys")
    @APIResponse(
            responseCode = "200",
            description = "One entry a node and second; null where not measured",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                            {"metrics": [{"timestamp": "2026-01-01T10:00:00Z", "node": "node1", "qps": 812.0,
                              "tps": 40.6, "active_sessions": 2.0, "sql_response_time": 0.4, "disk_io_bytes": 524288.0,
                              "disk_iops": 61.0, "memory_usage": 201.0, "cache_hit_ratio": 0.999, "slow_queries": 0.0,
                              "deadlocks": 0.0, "replication_lag": null, "connection_count": 5.0}]}""")))
    public MetricsAnswer<DatabaseMetrics> database(
            @Parameter(description = WINDOW, example = "1m") @RestQuery String window,
            @Parameter(description = NODE, example = "node2") @RestQuery String node) {
        return new MetricsAnswer<>(rows(window, node, views::database, DatabaseMetrics::timestamp));
    }

    @GET
    @Path("/tenant")
    @Operation(
            operationId = "tenantMetrics",
            summary = "What each tenant uses now; on MariaDB a tenant is a database schema")
    @APIResponse(
            responseCode = "200",
            description = "One entry a tenant and node; null where the database does not tell",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                            {"metrics": [{"timestamp": "2026-01-01T10:00:00Z", "tenant": "sbtest", "node": "node1",
                              "cpu_percent": null, "memory_used": null, "disk_used": 24.0, "iops": null,
                              "session_count": 4.0, "active_session_count": 2.0}]}""")))
    public MetricsAnswer<TenantMetrics> tenant(
            @Parameter(description = "A tenant's name; default all", example = "sbtest") @RestQuery("tenant_name")
                    String tenant) {
        return new MetricsAnswer<>(tenants.read(tenant));
    }

    @GET
    @Path("/series")
    @Operation(operationId = "metricSeries", summary = "Any collected metric by its name, to check evidence against")
    @APIResponse(
            responseCode = "200",
            description = "Ascending; null = a gap",
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
    @APIResponse(responseCode = "422", description = "No such metric: lists those that there are")
    public List<NamedMetric> series(
            @Parameter(description = "The metric's name", example = "qps", required = true) @RestQuery String metric,
            @Parameter(description = WINDOW, example = "1m") @RestQuery String window,
            @Parameter(description = NODE, example = "node2") @RestQuery String node) {
        if (metric == null || store.catalog().column(metric) < 0) {
            List<String> names =
                    store.catalog().metrics().stream().map(Metric::name).toList();
            throw ProblemException.invalid(List.of(new FieldError(
                    List.of("query", "metric"), "is not one of the metrics: " + String.join(", ", names))));
        }
        return rows(
                window,
                node,
                (name, sample) -> new NamedMetric(sample.time(), name, metric, views.value(sample, metric)),
                NamedMetric::timestamp);
    }

    @GET
    @Path("/sources")
    @Operation(operationId = "metricSources", summary = "How each source of metrics fares with each node")
    @APIResponse(
            responseCode = "200",
            description = "One entry a source and node",
            content =
                    @Content(
                            schema = @Schema(implementation = MetricSourceState[].class),
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    """
                                    [{"source": "local", "node": "node1", "status": "ok", "message": null,
                                      "since": "2026-01-01T10:00:00Z"}]""")))
    public List<MetricSourceState> sources() {
        return service.states().stream()
                .sorted(Comparator.comparing(SourceState::source).thenComparing(SourceState::node))
                .map(state -> new MetricSourceState(
                        state.source(),
                        state.node(),
                        state.problem().isEmpty() ? "ok" : "failing",
                        state.problem().isEmpty() ? null : state.problem(),
                        state.since()))
                .toList();
    }

    private <T> List<T> rows(
            String window, String node, BiFunction<String, Sample, T> view, Function<T, Instant> time) {
        Instant from = windows.from(window);
        Stream<T> rows = windows.nodes(node).stream()
                .flatMap(name -> store.series(name).since(from).stream().map(sample -> view.apply(name, sample)));
        return rows.sorted(Comparator.comparing(time)).toList();
    }
}
