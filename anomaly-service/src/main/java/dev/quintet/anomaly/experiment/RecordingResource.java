package dev.quintet.anomaly.experiment;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.anomaly.experiment.Recording.Diagnosed;
import dev.quintet.anomaly.experiment.Recording.Rank;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;

/** What was recorded of an experiment, as files and as JSON. */
@Path("/api/experiments/{id}")
@Blocking
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Experiments")
public class RecordingResource {
    private final Experiments experiments;
    private final RecordingStore recordings;
    private final RunTable tables;
    private final RunZip zip;
    private final Nodes nodes;

    RecordingResource(Experiments experiments, RecordingStore recordings, RunTable tables, RunZip zip, Nodes nodes) {
        this.experiments = experiments;
        this.recordings = recordings;
        this.tables = tables;
        this.zip = zip;
        this.nodes = nodes;
    }

    @GET
    @Path("/runs/{run}/csv")
    @Produces("text/csv")
    @Operation(
            operationId = "experimentCsv",
            summary = "A node's run, a row a second: second, state (normal, abnormal, ignored), then the metrics")
    @APIResponse(responseCode = "200", description = "The table; a cell is empty where nothing was measured")
    @APIResponse(responseCode = "404", description = "No such experiment or run")
    @APIResponse(responseCode = "422", description = "No such node")
    public Response table(
            @PathParam("id") String id,
            @Parameter(description = "From 1", example = "1") @PathParam("run") String run,
            @Parameter(description = "The node", example = "node2", required = true) @QueryParam("node") String node) {
        ExperimentView experiment = experiments.get(id);
        ExperimentRunView found = run(experiment, run);
        if (node == null || nodes.byName(node).isEmpty()) {
            throw ProblemException.invalid(List.of(new FieldError(
                    List.of("query", "node"), "must be one of the nodes: " + String.join(", ", nodes.names()))));
        }
        StreamingOutput content = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            tables.write(experiment.id(), found, node, writer);
            writer.flush();
        };
        return file(content, "text/csv;charset=UTF-8", experiment.id() + "-" + found.number() + "-" + node + ".csv");
    }

    @GET
    @Path("/export")
    @Produces("application/zip")
    @Operation(
            operationId = "exportExperiment",
            summary = "All runs of all nodes as tables in folders, as the offline evaluation reads them")
    @APIResponse(
            responseCode = "200",
            description = "single/<cause>-NN.csv, compound/<cause>+<cause>--NN.csv, others/<node>-NN.csv")
    @APIResponse(responseCode = "404", description = "No such experiment")
    public Response export(@PathParam("id") String id) {
        ExperimentView experiment = experiments.get(id);
        return file(out -> zip.write(experiment, out), "application/zip", experiment.id() + ".zip");
    }

    @GET
    @Path("/report")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "experimentReport", summary = "An experiment as a page with plots that stands alone")
    @APIResponse(responseCode = "200", description = "The page; of one that runs as far as it is")
    @APIResponse(responseCode = "404", description = "No such experiment")
    public Response report(@PathParam("id") String id) {
        ExperimentView experiment = experiments.get(id);
        String page = new ExperimentReport(experiment, recordings).page();
        StreamingOutput content = out -> out.write(page.getBytes(StandardCharsets.UTF_8));
        return file(content, "text/html;charset=UTF-8", experiment.id() + ".html");
    }

    @GET
    @Path("/runs/{run}/ranks")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "experimentRanks", summary = "The ranks of each node during a run, ascending")
    @APIResponse(
            responseCode = "200",
            description = "By node",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value =
                                                    "{\"node2\": [{\"time\": \"2026-01-01T10:00:00Z\", \"value\": 0.02}]}")))
    @APIResponse(responseCode = "404", description = "No such experiment or run")
    public Map<String, List<Rank>> ranks(
            @PathParam("id") String id,
            @Parameter(description = "From 1", example = "1") @PathParam("run") String run) {
        ExperimentView experiment = experiments.get(id);
        return recordings.ranks(experiment.id(), run(experiment, run).number());
    }

    @GET
    @Path("/runs/{run}/diagnoses")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "experimentDiagnoses",
            summary = "What the diagnosis said every two seconds while faults were due, the five likeliest each")
    @APIResponse(
            responseCode = "200",
            description = "Ascending",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "one",
                                            value = "[{\"time\": \"2026-01-01T10:00:00Z\", \"diagnoses\": []}]")))
    @APIResponse(responseCode = "404", description = "No such experiment or run")
    public List<Diagnosed> diagnoses(
            @PathParam("id") String id,
            @Parameter(description = "From 1", example = "1") @PathParam("run") String run) {
        ExperimentView experiment = experiments.get(id);
        return recordings.diagnoses(experiment.id(), run(experiment, run).number());
    }

    private static ExperimentRunView run(ExperimentView experiment, String number) {
        return experiment.runs().stream()
                .filter(run -> Integer.toString(run.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        404,
                        "no-such-run",
                        "this experiment has runs 1 to " + experiment.runs().size()));
    }

    private static Response file(StreamingOutput content, String type, String name) {
        // Ids and names of nodes are known ones, so they are safe in a header.
        return Response.ok(content, type)
                .header("Content-Disposition", "inline; filename=\"" + name + "\"")
                .build();
    }
}
