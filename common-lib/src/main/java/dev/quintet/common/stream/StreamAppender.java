package dev.quintet.common.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;

import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisScript;

/** Adds several entries to a stream by one command. */
public final class StreamAppender {
    private final RedisScript add;

    public StreamAppender(RedisConnector redis) {
        this.add = RedisScript.load(redis, StreamAppender.class, "/redis/stream-add.lua");
    }

    /**
     * Adds the entries in this order, as they are.
     *
     * @param keep about how many entries the stream keeps; 0: all
     * @return how many were added; fails with {@link dev.quintet.common.redis.RedisUnavailableException} if Redis did not
     *     confirm: then all or none are there
     */
    public Uni<Integer> add(String stream, int keep, List<Map<String, String>> entries) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(keep);
        for (Map<String, String> fields : entries) {
            arguments.add(2 * fields.size());
            fields.forEach((name, value) -> {
                arguments.add(name);
                arguments.add(value);
            });
        }
        return add.run(List.of(stream), arguments.toArray()).map(Response::toInteger);
    }
}
