package dev.quintet.gateway.auth;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;

import dev.quintet.common.redis.RedisConnector;

/** Keys in one Redis hash: id to JSON. All gateways of the suite share it. */
@Singleton
class RedisApiKeys implements ApiKeys {
    private static final String HASH = "quintet:gateway:keys";

    private final RedisConnector redis;
    private final ObjectMapper mapper;

    RedisApiKeys(RedisConnector redis, ObjectMapper mapper) {
        this.redis = redis;
        this.mapper = mapper;
    }

    @Override
    public Uni<Optional<StoredKey>> find(String id) {
        return redis.send(Command.HGET, HASH, id)
                .map(found -> Optional.ofNullable(found).map(this::read));
    }

    @Override
    public Uni<Void> put(StoredKey key) {
        return redis.send(Command.HSET, HASH, key.id(), write(key)).replaceWithVoid();
    }

    @Override
    public Uni<Long> count() {
        return redis.send(Command.HLEN, HASH).map(Response::toLong);
    }

    @Override
    public Uni<List<StoredKey>> list() {
        return redis.send(Command.HVALS, HASH).map(values -> {
            List<StoredKey> keys = new ArrayList<>();
            values.forEach(value -> keys.add(read(value)));
            return keys;
        });
    }

    @Override
    public Uni<Boolean> remove(String id) {
        return redis.send(Command.HDEL, HASH, id).map(removed -> removed.toLong() > 0);
    }

    private StoredKey read(Response json) {
        try {
            return mapper.readValue(json.toString(), StoredKey.class);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("a stored key is not readable", broken);
        }
    }

    private String write(StoredKey key) {
        try {
            return mapper.writeValueAsString(key);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
