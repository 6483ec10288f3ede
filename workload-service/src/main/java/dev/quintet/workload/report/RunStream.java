package dev.quintet.workload.report;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.run.LiveRun;
import dev.quintet.workload.run.Runs;

/**
 * A run as server-sent events: {@code report} for each interval, {@code end} with the run when it is over, a comment
 * now and then so that nobody between takes the connection for dead. A client that is too slow misses reports, never the
 * end.
 */
@Singleton
class RunStream {

    private static final long BEAT_SECONDS = 15;

    private final Runs runs;
    private final RunArchive archive;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "workload-stream-beat");
        thread.setDaemon(true);
        return thread;
    });

    RunStream(Runs runs, RunArchive archive) {
        this.runs = runs;
        this.archive = archive;
    }

    /**
     * Follows a run from now on.
     *
     * @throws ProblemException 404 when no run has the id
     */
    Multi<OutboundSseEvent> follow(String id, Sse sse) {
        return runs.live(id)
                .map(run -> Multi.createBy()
                        .concatenating()
                        .streams(reports(run, sse), Multi.createFrom().item(() -> end(run.view(), sse))))
                .orElseGet(() -> Multi.createFrom().item(end(archive.get(id), sse)));
    }

    private Multi<OutboundSseEvent> reports(LiveRun run, Sse sse) {
        return Multi.createFrom().emitter(emitter -> attach(run, emitter, sse), BackPressureStrategy.DROP);
    }

    private void attach(LiveRun run, MultiEmitter<? super OutboundSseEvent> emitter, Sse sse) {
        Consumer<RunReport> follower = report -> emitter.emit(report(report, sse));
        if (!run.follow(follower)) {
            emitter.fail(ProblemException.of(409, "too-many-followers", "Too many clients follow this run."));
            return;
        }
        ScheduledFuture<?> beat = beats.scheduleAtFixedRate(
                () -> emitter.emit(sse.newEventBuilder().comment("").build()),
                BEAT_SECONDS,
                BEAT_SECONDS,
                TimeUnit.SECONDS);
        emitter.onTermination(() -> {
            beat.cancel(false);
            run.unfollow(follower);
        });
        run.whenEnded(emitter::complete);
    }

    private static OutboundSseEvent report(RunReport report, Sse sse) {
        return sse.newEventBuilder()
                .name("report")
                .id(Long.toString(report.second()))
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(RunReport.class, report)
                .build();
    }

    private static OutboundSseEvent end(RunView run, Sse sse) {
        return sse.newEventBuilder()
                .name("end")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(RunView.class, run)
                .build();
    }

    @PreDestroy
    void close() {
        beats.shutdownNow();
    }
}
