package dev.quintet.task.submission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.quintet.common.api.task.DurationText;
import dev.quintet.common.api.task.TaskBatch;
import dev.quintet.common.api.task.TaskBatchAnswer;
import dev.quintet.common.api.task.TaskPage;
import dev.quintet.common.api.task.TaskRequest;
import dev.quintet.common.api.task.TaskView;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;
import dev.quintet.task.queue.Accepted;
import dev.quintet.task.queue.NewTask;
import dev.quintet.task.queue.TaskEnd;
import dev.quintet.task.queue.TaskExamples;
import dev.quintet.task.queue.TaskIds;
import dev.quintet.task.queue.TaskPeople;
import dev.quintet.task.queue.TaskQueue;

/** Tasks: send, look at, wait for, cancel, retry. */
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class TaskResource {
    private static final String REQUEST =
            """
            {"type":"cpu.sum","payload":{"n":1000000},"priority":"high","tags":["demo"]}""";
    private static final String BATCH =
            """
            {"tasks":[{"type":"echo","payload":1},{"type":"echo","payload":2}]}""";
    private static final String BATCH_ANSWER =
            """
            {"accepted":2,"ids":["01kamq3v5r8t0w2y4z6b8d0f2h","01kamq3v5r8t0w2y4z6b8d0f2j"]}""";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String STATES = "waiting|delayed|running|succeeded|failed|dead|cancelled";

    private final TaskQueue queue;
    private final TaskPeople people;
    private final TaskEnd end;
    private final Submissions submissions;
    private final TraceParent traces;

    TaskResource(TaskQueue queue, TaskPeople people, TaskEnd end, Submissions submissions, TraceParent traces) {
        this.queue = queue;
        this.people = people;
        this.end = end;
        this.submissions = submissions;
        this.traces = traces;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "createTask",
            summary = "Send a task: 202 with its address; a known idempotency key answers the first task")
    @RequestBody(content = @Content(schema = @Schema(implementation = TaskRequest.class), example = REQUEST))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location has its address",
            content = @Content(schema = @Schema(implementation = TaskView.class), example = TaskExamples.WAITING))
    @APIResponse(responseCode = "413", description = "The payload is longer than 256 KiB")
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "429", description = "Too much waits; Retry-After says when to come again")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<Response> create(@NotNull(message = "is required") @Valid TaskRequest request) {
        NewTask task = submissions.task(request, List.of("body"), traces.of(Context.current()));
        return people.send(task).map(TaskResource::accepted);
    }

    @POST
    @Path("/batch")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "createTasks", summary = "Send up to 10,000 tasks, all or none")
    @RequestBody(content = @Content(schema = @Schema(implementation = TaskBatch.class), example = BATCH))
    @APIResponse(
            responseCode = "202",
            description = "All accepted",
            content = @Content(schema = @Schema(implementation = TaskBatchAnswer.class), example = BATCH_ANSWER))
    @APIResponse(responseCode = "413", description = "A payload is longer than 256 KiB")
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "429", description = "Too much waits; Retry-After says when to come again")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<Response> createAll(@NotNull(message = "is required") @Valid TaskBatch batch) {
        String trace = traces.of(Context.current());
        List<NewTask> tasks = new ArrayList<>(batch.tasks().size());
        for (int i = 0; i < batch.tasks().size(); i++) {
            tasks.add(submissions.task(batch.tasks().get(i), List.of("body", "tasks", Integer.toString(i)), trace));
        }
        return Uni.createFrom()
                .completionStage(() -> queue.enqueue(tasks, false))
                .map(accepted -> Response.accepted(new TaskBatchAnswer(
                                (int) accepted.stream().filter(Accepted::fresh).count(),
                                accepted.stream().map(Accepted::id).toList()))
                        .build());
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listTasks", summary = "Tasks, newest first, without payloads and results")
    @APIResponse(
            responseCode = "200",
            description = "A page; next is the cursor of the following one",
            content = @Content(schema = @Schema(implementation = TaskPage.class), example = TaskExamples.PAGE))
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<TaskPage> list(
            @RestQuery @Pattern(regexp = STATES, message = "must be one of " + STATES) String state,
            @RestQuery @Size(max = 100) String type,
            @RestQuery @Size(max = 64) String tag,
            @RestQuery @Pattern(regexp = TaskIds.PATTERN, message = "is not a cursor of an earlier page") String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(100) int limit) {
        TaskQueue.Filter filter = new TaskQueue.Filter(text(cursor), text(state), text(type), text(tag));
        return Uni.createFrom().completionStage(() -> queue.list(filter, limit)).map(people::page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getTask", summary = "A task; with wait, once it has ended or the time is over")
    @APIResponse(
            responseCode = "200",
            description = "The task as it stands",
            content = @Content(schema = @Schema(implementation = TaskView.class), example = TaskExamples.SUCCEEDED))
    @APIResponse(responseCode = "404", description = "There is no such task, or no longer")
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<TaskView> get(
            @RestPath String id,
            @RestQuery @Pattern(regexp = DurationText.PATTERN, message = DurationText.MESSAGE) String wait) {
        if (wait == null) {
            return people.read(id);
        }
        Duration most = DurationText.parse(wait);
        if (most.compareTo(LONGEST_WAIT) > 0) {
            throw ProblemException.invalid(List.of(
                    new FieldError(List.of("query", "wait"), "must be at most " + LONGEST_WAIT.toSeconds() + "s")));
        }
        String task = TaskPeople.known(id);
        return Uni.createFrom()
                .completionStage(() -> end.of(task).within(most, false))
                .map(people::view);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "cancelTask",
            summary = "Cancel: a waiting task at once (200); a running one is told to stop (202)")
    @APIResponse(
            responseCode = "200",
            description = "Cancelled",
            content = @Content(schema = @Schema(implementation = TaskView.class), example = TaskExamples.CANCELLED))
    @APIResponse(
            responseCode = "202",
            description = "Its worker was told to stop it",
            content = @Content(schema = @Schema(implementation = TaskView.class), example = TaskExamples.RUNNING))
    @APIResponse(responseCode = "404", description = "There is no such task, or no longer")
    @APIResponse(responseCode = "409", description = "It has ended otherwise")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<Response> cancel(@RestPath String id) {
        return people.cancel(id).map(cancelling -> Response.status(cancelling.asked() ? 202 : 200)
                .entity(cancelling.task())
                .build());
    }

    @POST
    @Path("/{id}/retry")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "retryTask", summary = "Give a failed or dead task all its attempts again")
    @APIResponse(
            responseCode = "202",
            description = "It waits again",
            content = @Content(schema = @Schema(implementation = TaskView.class), example = TaskExamples.WAITING))
    @APIResponse(responseCode = "404", description = "There is no such task, or no longer")
    @APIResponse(responseCode = "409", description = "It is neither failed nor dead")
    @APIResponse(responseCode = "429", description = "Too much waits; Retry-After says when to come again")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<Response> retry(@RestPath String id) {
        return people.retry(id).map(TaskResource::accepted);
    }

    private static Response accepted(TaskView task) {
        return Response.accepted(task)
                .header(HttpHeaders.LOCATION, address(task.id()))
                .build();
    }

    /** Without a host, so that it holds behind the gateway as well; as text, for JAX-RS would add its own host. */
    public static String address(String id) {
        return "/api/tasks/" + id;
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
