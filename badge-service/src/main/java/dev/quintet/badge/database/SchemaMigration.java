package dev.quintet.badge.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date beside the start, as often as it takes: a database that comes late delays readiness,
 * not the process. Several replicas may try at once; Flyway's lock lets one do it.
 */
@Singleton
public class SchemaMigration {
    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Flyway flyway;
    private final Event<SchemaReady> ready;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread thread = new Thread(this::migrate, "badge-schema");

    SchemaMigration(Flyway flyway, Event<SchemaReady> ready) {
        this.flyway = flyway;
        this.ready = ready;
    }

    /** Whether the schema has been brought up to date since the start. */
    public boolean isDone() {
        return done.get();
    }

    void start(@Observes StartupEvent started) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.interrupt();
    }

    private void migrate() {
        Duration pause = FIRST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                int applied = flyway.migrate().migrationsExecuted;
                done.set(true);
                LOG.infof("schema ready, %d migrations applied", applied);
                ready.fire(new SchemaReady());
                return;
            } catch (RuntimeException failure) {
                LOG.warnf("schema not ready yet, trying again in %s: %s", pause, firstLine(failure));
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException stopped) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private static String firstLine(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
    }
}
