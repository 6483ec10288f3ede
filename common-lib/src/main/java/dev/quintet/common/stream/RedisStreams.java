package dev.quintet.common.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Work over Redis streams, at least once: what {@link #publish} returned an id for is handled until a handler returns,
 * or ends in the dead letters. A stream that carries work is never trimmed; an acknowledged entry is deleted.
 */
@Singleton
public class RedisStreams {
    private final RedisConnector redis;
    private final TraceCarrier traces;
    private final StreamScripts scripts;
    private final StreamAppender appender;

    RedisStreams(RedisConnector redis, OpenTelemetry telemetry) {
        this.redis = redis;
        this.traces = new TraceCarrier(telemetry);
        this.appender = new StreamAppender(redis);
        this.scripts = new StreamScripts(
                RedisScript.load(redis, RedisStreams.class, "/redis/stream-ack.lua"),
                RedisScript.load(redis, RedisStreams.class, "/redis/stream-hold.lua"),
                RedisScript.load(redis, RedisStreams.class, "/redis/stream-bury.lua"));
    }

    /**
     * Adds an entry, with the present trace. Not for event loops.
     *
     * @param fields at least one
     * @return the entry's id
     * @throws RedisUnavailableException if Redis did not confirm; the entry may still have been added
     */
    public String publish(String stream, Map<String, String> fields) {
        return publishAsync(stream, fields).await().indefinitely();
    }

    /** As {@link #publish}, without waiting. */
    public Uni<String> publishAsync(String stream, Map<String, String> fields) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(stream);
        arguments.add("*");
        traces.inject(fields).forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        return redis.send(Command.XADD, arguments.toArray()).map(Response::toString);
    }

    /**
     * Adds several entries by one command, in this order, without waiting. They may come of several requests: each brings
     * its own {@link #currentTrace} among its fields.
     */
    public Uni<Void> publishAll(String stream, List<Map<String, String>> entries) {
        return appender.add(stream, 0, entries).replaceWithVoid();
    }

    /** The fields that carry the present trace; empty without one. */
    public Map<String, String> currentTrace() {
        return traces.inject(Map.of());
    }

    /** Starts to consume; the stream and the group are made where missing. Never fails for a Redis that is away. */
    public StreamConsumer consume(StreamSubscription subscription, StreamHandler handler) {
        if (subscription.batch() != 1) {
            throw new IllegalArgumentException("a batch needs a handler of batches");
        }
        return consumeBatches(subscription, messages -> handler.handle(messages.get(0)));
    }

    /** As {@link #consume}, several new entries at a time where there are several. */
    public StreamConsumer consumeBatches(StreamSubscription subscription, StreamBatchHandler handler) {
        StreamConsumer consumer = new StreamConsumer(redis, scripts, traces, subscription, handler);
        consumer.start();
        return consumer;
    }
}
