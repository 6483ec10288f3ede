package dev.quintet.anomaly.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.diagnosis.LearnedCauses;
import dev.quintet.anomaly.diagnosis.LearnedModel;
import dev.quintet.common.problem.ProblemException;

/**
 * The model in use, held in memory. It is learned again from its examples when another becomes active; while PostgreSQL
 * is away the last one stays, and before the first contact with it there is none.
 */
@Singleton
class ActiveModel implements LearnedCauses {
    private static final Logger LOG = Logger.getLogger(ActiveModel.class);
    private static final int LOOK_EVERY_SECONDS = 15;

    private final ModelStore models;
    private final ExampleStore examples;
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "active-model"));
    private volatile Optional<LearnedModel> current = Optional.empty();

    ActiveModel(ModelStore models, ExampleStore examples) {
        this.models = models;
        this.examples = examples;
        var unused = looker.scheduleWithFixedDelay(this::look, 1, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Optional<LearnedModel> current() {
        return current;
    }

    private void look() {
        try {
            refresh();
        } catch (ProblemException e) {
            LOG.debug("the active model waits for PostgreSQL", e);
        } catch (RuntimeException e) {
            LOG.error("the active model cannot be learned", e); // an exception here would end the looking for good
        }
    }

    /** Learns the active version if it is another than the one in memory. */
    synchronized void refresh() {
        Optional<StoredModel> active = models.active();
        if (active.map(StoredModel::name).equals(current.map(LearnedModel::id))) {
            return;
        }
        current = active.flatMap(version -> {
            List<StoredExample> learned = examples.all(version.examples());
            return learned.isEmpty() ? Optional.empty() : Optional.of(Learning.learn(version.name(), learned));
        });
    }

    @PreDestroy
    void close() {
        looker.shutdownNow();
    }
}
