package dev.quintet.badge.scoreboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Response;

import dev.quintet.badge.background.Repeating;
import dev.quintet.common.api.badge.BoardChange;
import dev.quintet.common.redis.RedisConnector;

/**
 * Reads the feed of the boards once, however many listen. While Redis is away it tries again, and goes on where it was:
 * listeners stay and miss nothing that Redis still has.
 */
@Singleton
class BoardFeed {
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final int PAGE = 200;

    private final RedisConnector redis;
    private final BoardNews news;
    private final StreamConfig config;
    private final Set<FeedListener> listeners = ConcurrentHashMap.newKeySet();
    private final Repeating reading = new Repeating("scoreboard-feed", this::read);
    private final Repeating beating = new Repeating("scoreboard-heartbeat", this::beat);
    private volatile FeedId position = new FeedId(0, 0);

    BoardFeed(RedisConnector redis, BoardNews news, StreamConfig config, MeterRegistry metrics) {
        this.redis = redis;
        this.news = news;
        this.config = config;
        metrics.gaugeCollectionSize("quintet.badges.scoreboard.listeners", Tags.empty(), listeners);
    }

    void start(@Observes StartupEvent started) {
        reading.start(RETRY);
        beating.start(config.heartbeat());
    }

    /** Open streams would hold the end of the process up. */
    void stop(@Observes ShutdownEvent stopping) {
        reading.close();
        beating.close();
        listeners.forEach(FeedListener::end);
    }

    /**
     * A new listener to what comes from now on.
     *
     * @param from makes it, of where the feed is
     * @return empty if there are too many already
     */
    Optional<FeedListener> join(Function<FeedId, FeedListener> from) {
        // In one step: an entry between the two would be told to nobody.
        synchronized (listeners) {
            if (listeners.size() >= config.maxListeners()) {
                return Optional.empty();
            }
            FeedListener listener = from.apply(position);
            listeners.add(listener);
            return Optional.of(listener);
        }
    }

    void remove(FeedListener listener) {
        listeners.remove(listener);
    }

    /** What came after the id; first a {@link FeedEvent#RESET} if not all of it is there. Blocks. */
    List<FeedEvent> after(FeedId id) {
        Response oldest = redis.call(Command.XRANGE, BoardNews.FEED, "-", "+", "COUNT", 1);
        List<FeedEvent> missed =
                events(redis.call(Command.XRANGE, BoardNews.FEED, "(" + id, "+", "COUNT", config.maxResumed() + 1));
        boolean gap = oldest.size() == 0
                || FeedId.parse(oldest.get(0).get(0).toString()).compareTo(id) > 0;
        if (gap || missed.size() > config.maxResumed()) {
            return List.of(FeedEvent.RESET);
        }
        return missed;
    }

    private void read() {
        RedisConnection connection = redis.dedicated();
        try {
            if (position.millis() == 0) {
                Response newest = redis.call(Command.XREVRANGE, BoardNews.FEED, "+", "-", "COUNT", 1);
                // An id from before all that may come; a zero would be looked for again.
                position = newest.size() == 0
                        ? new FeedId(1, 0)
                        : FeedId.parse(newest.get(0).get(0).toString());
            }
            while (!Thread.currentThread().isInterrupted()) {
                for (Response entry : next(connection)) {
                    tell(entry);
                }
            }
        } finally {
            RedisConnector.discard(connection);
        }
    }

    private Iterable<Response> next(RedisConnection connection) {
        Response streams = RedisConnector.call(
                connection,
                BLOCK.plus(RedisConnector.TIMEOUT),
                Command.XREAD,
                "COUNT",
                PAGE,
                "BLOCK",
                BLOCK.toMillis(),
                "STREAMS",
                BoardNews.FEED,
                position);
        if (streams == null || streams.size() == 0) {
            return List.of();
        }
        // RESP3 answers a map by stream, RESP2 a list of pairs.
        Response byName = streams.getKeys().isEmpty() ? null : streams.get(BoardNews.FEED);
        return byName != null ? byName : streams.get(0).get(1);
    }

    private void tell(Response entry) {
        synchronized (listeners) {
            position = FeedId.parse(entry.get(0).toString());
            if (listeners.isEmpty()) {
                return;
            }
            FeedEvent event = event(entry);
            for (FeedListener listener : listeners) {
                if (!listener.tell(event)) {
                    remove(listener);
                }
            }
        }
    }

    private void beat() {
        listeners.forEach(listener -> listener.tell(FeedEvent.BEAT));
    }

    private List<FeedEvent> events(Response entries) {
        List<FeedEvent> events = new ArrayList<>();
        for (Response entry : entries) {
            events.add(event(entry));
        }
        return events;
    }

    private FeedEvent event(Response entry) {
        Response fields = entry.get(1);
        String kind = fields.get(1).toString();
        BoardChange change = news.read(fields.get(3).toString());
        if (fields.size() > 5) {
            change = change.at(fields.get(5).toLong());
        }
        return FeedEvent.of(FeedId.parse(entry.get(0).toString()), kind, change, news.write(change));
    }
}
