package dev.quintet.gateway.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.redis.client.RedisClientName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;

import dev.quintet.common.api.event.SuiteEvent;
import dev.quintet.common.redis.RedisConnector;

/** The Redis stream that the events come from. */
@Singleton
class EventStream {
    private static final EventId BEGINNING = new EventId(0, 0);
    private static final int PAGE = 200;

    private final RedisConnector redis;
    private final Redis blocking;
    private final FeedEvents events;

    EventStream(RedisConnector redis, @RedisClientName("blocking") Redis blocking, FeedEvents events) {
        this.redis = redis;
        this.blocking = blocking;
        this.events = events;
    }

    /**
     * A part of the stream.
     *
     * @param upTo the id of the last entry read, event or not
     * @param full whether there may be more
     */
    record Page(List<FeedEvent> events, EventId upTo, boolean full) {
        Page {
            events = List.copyOf(events);
        }
    }

    /** A connection for blocking reads alone. */
    Uni<RedisConnection> connect() {
        return blocking.connect().ifNoItem().after(RedisConnector.TIMEOUT).fail();
    }

    /** The id of the newest entry. */
    Uni<EventId> newest() {
        return redis.send(Command.XREVRANGE, SuiteEvent.STREAM, "+", "-", "COUNT", 1)
                .map(entries -> entries == null || entries.size() == 0
                        ? BEGINNING
                        : EventId.parse(entries.get(0).get(0).toString()).orElse(BEGINNING));
    }

    /** What is kept after the id, from the oldest on, one page. */
    Uni<Page> after(EventId id) {
        return redis.send(Command.XRANGE, SuiteEvent.STREAM, "(" + id, "+", "COUNT", PAGE)
                .map(entries -> page(entries, id));
    }

    /** Waits for what comes after the id; an empty page if nothing came. */
    Uni<Page> next(RedisConnection connection, EventId id, Duration block) {
        Request read = Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(PAGE)
                .arg("BLOCK")
                .arg(block.toMillis())
                .arg("STREAMS")
                .arg(SuiteEvent.STREAM)
                .arg(id.toString());
        return connection
                .send(read)
                .ifNoItem()
                .after(block.plus(RedisConnector.TIMEOUT))
                .fail()
                .map(streams -> page(entries(streams), id));
    }

    /** RESP3 answers a map by stream, RESP2 a list of pairs. */
    private static Response entries(Response streams) {
        if (streams == null || streams.size() == 0) {
            return null;
        }
        Response byName = streams.getKeys().isEmpty() ? null : streams.get(SuiteEvent.STREAM);
        return byName != null ? byName : streams.get(0).get(1);
    }

    private Page page(Response entries, EventId after) {
        List<FeedEvent> read = new ArrayList<>();
        EventId upTo = after;
        int count = entries == null ? 0 : entries.size();
        for (int i = 0; i < count; i++) {
            Response entry = entries.get(i);
            events.read(entry).ifPresent(read::add);
            Optional<EventId> id = EventId.parse(entry.get(0).toString());
            upTo = id.orElse(upTo);
        }
        return new Page(read, upTo, count >= PAGE);
    }
}
