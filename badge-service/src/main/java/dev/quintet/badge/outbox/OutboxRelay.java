package dev.quintet.badge.outbox;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;

import dev.quintet.badge.background.Repeating;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.SchemaReady;

/** Sends accepted work again while it lies undone: Redis was away, or lost it, or its processor died. */
@Singleton
public class OutboxRelay {
    private final Database database;
    private final Outbox outbox;
    private final OutboxConfig config;
    private final Repeating resending = new Repeating("outbox", this::resend);

    OutboxRelay(Database database, Outbox outbox, OutboxConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.config = config;
    }

    void start(@Observes SchemaReady ready) {
        resending.start(config.poll());
    }

    void stop(@Observes ShutdownEvent stopping) {
        resending.close();
    }

    private void resend() {
        int sent;
        do {
            sent = database.transact(outbox::resend);
        } while (sent == config.batch() && !Thread.currentThread().isInterrupted());
    }
}
