package dev.quintet.common.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;

/** A Lua script kept as a resource, run by its hash and loaded when Redis does not know it (yet, or after a restart). */
public final class RedisScript {
    private final RedisConnector redis;
    private final String source;
    private final String sha1;

    private RedisScript(RedisConnector redis, String source) {
        this.redis = redis;
        this.source = source;
        this.sha1 = sha1(source);
    }

    /**
     * @param owner the class whose loader and package the resource is found by
     * @param resource the resource's name, absolute ({@code /redis/ack.lua}) or beside the class
     */
    public static RedisScript load(RedisConnector redis, Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource + " beside " + owner.getName());
            }
            return new RedisScript(redis, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalStateException("resource " + resource, unreadable);
        }
    }

    /** Runs the script. The keys must lie in one hash slot. */
    public Uni<Response> run(List<String> keys, Object... arguments) {
        return redis.send(Command.EVALSHA, arguments(sha1, keys, arguments))
                .onFailure(RedisScript::isUnknown)
                .recoverWithUni(() -> redis.send(Command.EVAL, arguments(source, keys, arguments)));
    }

    /** As {@link #run}, waiting for the answer. Not for event loops. */
    public Response call(List<String> keys, Object... arguments) {
        return run(keys, arguments).await().indefinitely();
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof RedisCommandException error && error.is("NOSCRIPT");
    }

    private static Object[] arguments(String script, List<String> keys, Object[] arguments) {
        List<Object> all = new ArrayList<>(2 + keys.size() + arguments.length);
        all.add(script);
        all.add(keys.size());
        all.addAll(keys);
        all.addAll(List.of(arguments));
        return all.toArray();
    }

    private static String sha1(String source) {
        try {
            // Redis names scripts by SHA-1; nothing secret hangs on it.
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
