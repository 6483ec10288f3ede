package dev.quintet.task.item;

import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;

import dev.quintet.common.api.task.ItemRequest;
import dev.quintet.common.api.task.TaskPriority;
import dev.quintet.common.api.task.TaskRequest;
import dev.quintet.task.queue.NewTask;
import dev.quintet.task.queue.StoredTask;
import dev.quintet.task.queue.TaskEnd;
import dev.quintet.task.queue.TaskJson;
import dev.quintet.task.queue.TaskQueue;
import dev.quintet.task.submission.Submissions;
import dev.quintet.task.submission.TraceParent;

/** Sends an item to the workers and waits for it, under a span of its own. */
@Singleton
final class ItemProcessing {
    private static final String RESULT_TTL = "5m";

    private final TaskQueue queue;
    private final TaskEnd end;
    private final Submissions submissions;
    private final TraceParent traces;
    private final Tracer tracer;
    private final ItemConfig config;

    ItemProcessing(
            TaskQueue queue,
            TaskEnd end,
            Submissions submissions,
            TraceParent traces,
            OpenTelemetry telemetry,
            ItemConfig config) {
        this.queue = queue;
        this.end = end;
        this.submissions = submissions;
        this.traces = traces;
        this.tracer = telemetry.getTracer("dev.quintet.task");
        this.config = config;
    }

    /** The item's task once it has ended, or as it stands when the time is over. */
    Uni<StoredTask> process(ItemRequest item) {
        Span span = tracer.spanBuilder("api.create_item.process")
                .setParent(Context.current())
                .setAttribute("item.id", item.id())
                .startSpan();
        return Uni.createFrom()
                .completionStage(() -> send(item, span))
                .onFailure()
                .invoke(failure -> span.setStatus(StatusCode.ERROR))
                .onTermination()
                .invoke(() -> span.end());
    }

    private CompletionStage<StoredTask> send(ItemRequest item, Span span) {
        // High: somebody waits for the answer.
        TaskRequest request = new TaskRequest(
                ItemProcess.TYPE,
                TaskJson.tree(TaskJson.write(item)),
                TaskPriority.HIGH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                RESULT_TTL);
        NewTask task = submissions.task(
                request, List.of("body"), traces.of(Context.current().with(span)));
        span.setAttribute("task.id", task.id());
        TaskEnd.Wait wait = end.of(task.id());
        return queue.enqueue(List.of(task), true)
                .whenComplete((accepted, failure) -> {
                    if (failure != null) {
                        wait.close();
                    }
                })
                .thenCompose(accepted -> wait.within(config.answerWithin(), true))
                .thenApply(found -> found.orElseThrow(
                        () -> new IllegalStateException("task " + task.id() + " was accepted and is gone")));
    }
}
