package dev.quintet.gateway.events;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.RedisConnection;
import org.jboss.logging.Logger;

/**
 * Reads the stream of events once, however many listen, on one connection and without a thread. While Redis is away it
 * tries again, and goes on where it was: listeners stay and miss nothing.
 */
@Singleton
class EventFeed {
    private static final Logger LOG = Logger.getLogger(EventFeed.class);
    private static final int EARLY = 1_000;

    private final EventStream stream;
    private final EventsConfig config;
    private final Vertx vertx;
    private final Set<EventListener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    /** Null until Redis has said where the stream ends. Written by one read after another, never by two at once. */
    private volatile EventId position;

    EventFeed(EventStream stream, EventsConfig config, Vertx vertx, MeterRegistry meters) {
        this.stream = stream;
        this.config = config;
        this.vertx = vertx;
        meters.gaugeCollectionSize("quintet.gateway.events.listeners", Tags.empty(), listeners);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.heartbeat().toMillis(), tick -> listeners.forEach(EventListener::beat));
        open();
    }

    /** Before the front door waits for requests under way: these would never end by themselves. */
    void stop(@Observes @Priority(EARLY) ShutdownEvent event) {
        stopped.set(true);
        listeners.forEach(EventListener::end);
    }

    /** @return false if there are too many already */
    boolean add(EventListener listener) {
        if (listeners.size() >= config.maxListeners() || stopped.get()) {
            return false;
        }
        return listeners.add(listener);
    }

    void remove(EventListener listener) {
        listeners.remove(listener);
    }

    /** Where the feed is; a new listener gets what comes after. */
    EventId position() {
        EventId now = position;
        return now == null ? new EventId(0, 0) : now;
    }

    /** How many listen. */
    int listeners() {
        return listeners.size();
    }

    /** Whether Redis is read at present. */
    boolean isLive() {
        return position != null && !away.get();
    }

    private void open() {
        if (stopped.get()) {
            return;
        }
        stream.connect().subscribe().with(this::locate, failure -> lost(null, failure));
    }

    private void locate(RedisConnection connection) {
        if (position != null) {
            read(connection);
            return;
        }
        stream.newest()
                .subscribe()
                .with(
                        newest -> {
                            position = newest;
                            read(connection);
                        },
                        failure -> lost(connection, failure));
    }

    private void read(RedisConnection connection) {
        if (stopped.get()) {
            connection.closeAndForget();
            return;
        }
        if (away.compareAndSet(true, false)) {
            LOG.info("The live feed is back");
        }
        stream.next(connection, position, config.block())
                .subscribe()
                .with(
                        page -> {
                            position = page.upTo();
                            page.events().forEach(event -> listeners.forEach(listener -> listener.tell(event)));
                            read(connection);
                        },
                        failure -> lost(connection, failure));
    }

    private void lost(RedisConnection connection, Throwable cause) {
        if (connection != null) {
            connection.closeAndForget();
        }
        if (stopped.get()) {
            return;
        }
        if (away.compareAndSet(false, true)) {
            LOG.warnf("The live feed is interrupted: %s", cause.getMessage());
        }
        vertx.setTimer(TimeUnit.MILLISECONDS.convert(config.retry()), again -> open());
    }
}
