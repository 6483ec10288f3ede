package dev.quintet.badge;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.vertx.mutiny.redis.client.Command;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import dev.quintet.badge.database.Database;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.common.redis.RedisConnector;

/** What goes on behind the answers. A test that acts on what it has caused waits for it first. */
@Singleton
public class BackgroundWork {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Database database;
    private final RedisConnector redis;

    BackgroundWork(Database database, RedisConnector redis) {
        this.database = database;
        this.redis = redis;
    }

    /** Waits as long as it may take on a machine that is busy with other things. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    /** Until all that was accepted has had its effects and is on its boards. */
    public void awaitDone() {
        await().ignoreExceptions().until(() -> undone() == 0 && onTheStream() == 0);
    }

    /** A row goes in the transaction of its effects. */
    private long undone() {
        return database.read(session -> session.first("SELECT count(*) FROM outbox", row -> row.getLong(1)))
                .orElseThrow();
    }

    /** An entry goes after its scores were ranked. */
    private long onTheStream() {
        return redis.call(Command.XLEN, BadgeStreams.SCORES).toLong();
    }
}
