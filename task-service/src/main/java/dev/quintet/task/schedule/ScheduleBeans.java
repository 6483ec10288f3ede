package dev.quintet.task.schedule;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;

import dev.quintet.task.queue.TaskSchedules;
import dev.quintet.task.submission.Submissions;

/** Puts the ticker together for the container. */
@Singleton
final class ScheduleBeans {
    @Produces
    @Singleton
    Ticker ticker(TaskSchedules schedules, Submissions submissions) {
        return new Ticker(schedules, submissions);
    }

    void close(@Disposes Ticker ticker) {
        ticker.close();
    }

    void start(@Observes StartupEvent start, Ticker ticker, ScheduleConfig config) {
        ticker.start(config.lookEvery());
    }
}
