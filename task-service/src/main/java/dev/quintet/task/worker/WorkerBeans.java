package dev.quintet.task.worker;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import dev.quintet.task.handler.Handlers;
import dev.quintet.task.handler.TaskHandler;
import dev.quintet.task.queue.QueueConfig;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.TaskIds;
import dev.quintet.task.queue.TaskSignals;

/** The worker of this process: begins with it, and stops in order with it. */
@Singleton
final class WorkerBeans {
    private static final Logger LOG = Logger.getLogger(WorkerBeans.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private Optional<Worker> worker = Optional.empty();

    @Produces
    @Singleton
    Handlers handlers(@All List<TaskHandler<?, ?>> handlers, ObjectMapper mapper, WorkerConfig config) {
        return new Handlers(handlers, mapper, config.maxResultBytes());
    }

    void start(
            @Observes StartupEvent start,
            WorkerConfig config,
            QueueConfig queue,
            QueueRedis redis,
            Handlers handlers,
            WorkerNews news,
            TaskSignals signals,
            OpenTelemetry telemetry) {
        if (!config.enabled()) {
            LOG.info("No worker in this process: quintet.tasks.worker.enabled is false");
            return;
        }
        Clock clock = Clock.systemUTC();
        String id = config.name().orElseGet(() -> "worker-" + new TaskIds(clock, new SecureRandom()).next());
        Worker begun = new Worker(
                new WorkerSettings(id, config.slots(), queue.lease(), config.stuckAfter(), config.grace(), LAST_WORDS),
                redis,
                handlers,
                news,
                telemetry,
                clock.instant());
        signals.listen(signal -> {
            switch (signal.kind()) {
                case "cancel" -> begun.cancel(signal.word());
                case "resumed" -> begun.nudge();
                default -> {}
            }
        });
        begun.start();
        worker = Optional.of(begun);
        LOG.infof("Worker %s runs up to %d tasks of queue %s", id, config.slots(), redis.name());
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        if (worker.isPresent()) {
            worker.get().stop();
        }
    }
}
