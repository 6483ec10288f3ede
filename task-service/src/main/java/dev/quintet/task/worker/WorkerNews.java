package dev.quintet.task.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.quintet.common.api.task.TaskError;
import dev.quintet.task.queue.Claim;
import dev.quintet.task.queue.TaskNews;

/** Metrics of each attempt; and news of tasks that end badly. */
@Singleton
final class WorkerNews implements WorkerListener {
    private final MeterRegistry metrics;
    private final TaskNews news;

    WorkerNews(MeterRegistry metrics, TaskNews news) {
        this.metrics = metrics;
        this.news = news;
    }

    @Override
    public void began(Claim claim) {
        if (claim.attempt() == 1) {
            Timer.builder("quintet.tasks.wait")
                    .description("From accepted to begun, by Redis' clock; a delay counts")
                    .register(metrics)
                    .record(Math.max(0, claim.claimedAtMillis() - claim.createdAtMillis()), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void ended(Claim claim, String state, Duration took, TaskError error) {
        Timer.builder("quintet.tasks.attempt")
                .description("From claimed to ended")
                .tag("type", claim.type())
                .tag("state", state)
                .register(metrics)
                .record(took);
        if (state.equals("failed") || state.equals("dead")) {
            String why = error == null ? "" : ": " + error.message();
            news.tell("task." + state, claim.type(), claim.type() + " " + state + why, 1);
        }
    }
}
