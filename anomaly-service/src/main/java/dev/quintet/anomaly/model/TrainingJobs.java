package dev.quintet.anomaly.model;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.model.PastFaults.Span;
import dev.quintet.common.api.anomaly.TrainingJob;
import dev.quintet.common.problem.ProblemException;

/** Trains in the background, one at a time, and remembers the last {@value #MOST}. */
@Singleton
class TrainingJobs {
    private static final Logger LOG = Logger.getLogger(TrainingJobs.class);
    private static final int MOST = 20;
    private static final String RUNNING = "running";

    private final Training training;
    private final Clock clock;
    private final Deque<TrainingJob> jobs = new ArrayDeque<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "training"));

    TrainingJobs(Training training, Clock clock) {
        this.training = training;
        this.clock = clock;
    }

    /** @throws ProblemException 409 while one is running */
    synchronized TrainingJob start(List<Span> spans) {
        if (!jobs.isEmpty() && jobs.getFirst().status().equals(RUNNING)) {
            throw ProblemException.of(
                            409, "training-runs", "training " + jobs.getFirst().id() + " is not over")
                    .withRetryAfter(Duration.ofSeconds(5));
        }
        String id = UUID.randomUUID().toString();
        TrainingJob job = new TrainingJob(id, RUNNING, 0, null, "collecting examples", clock.instant());
        jobs.addFirst(job);
        if (jobs.size() > MOST) {
            jobs.removeLast();
        }
        worker.execute(() -> run(job, spans));
        return job;
    }

    synchronized Optional<TrainingJob> byId(String id) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
    }

    private void run(TrainingJob job, List<Span> spans) {
        try {
            Training.Outcome outcome =
                    training.train(spans, (progress, message) -> update(job, RUNNING, progress, null, message));
            update(job, "done", 1, outcome.model().orElse(null), outcome.message());
        } catch (ProblemException e) {
            update(job, "failed", 0, null, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "training %s failed", job.id());
            update(job, "failed", 0, null, "it failed; the log says why");
        }
    }

    private synchronized void update(TrainingJob job, String status, double progress, String model, String message) {
        jobs.removeIf(other -> other.id().equals(job.id()));
        jobs.addFirst(new TrainingJob(job.id(), status, progress, model, message, job.startedAt()));
    }

    @PreDestroy
    void close() {
        worker.shutdownNow();
    }
}
