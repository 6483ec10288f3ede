package dev.quintet.task.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.awaitility.Awaitility;

import dev.quintet.local.engine.RedisEngine;

/** A Redis of its own for a plain test, and a client of it. */
public final class RealRedis implements AutoCloseable {
    private final Path folder;
    private final RedisEngine engine;
    private final Vertx vertx = Vertx.vertx();
    private final Redis client;

    public RealRedis() {
        this(false);
    }

    /** @param cluster whether it runs as a cluster of one node, and is spoken to as a cluster */
    RealRedis(boolean cluster) {
        try {
            folder = Files.createTempDirectory("task-redis");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        engine = cluster ? RedisEngine.startClusterNode(folder, 0) : RedisEngine.start(folder, 0);
        RedisOptions options = new RedisOptions()
                .setConnectionString("redis://" + engine.host() + ":" + engine.port())
                .setPassword(engine.password())
                .setMaxPoolSize(32)
                .setMaxPoolWaiting(16_384)
                .setMaxWaitingHandlers(16_384);
        if (cluster) {
            takeAllSlots(options);
        }
        client = Redis.createClient(
                vertx, options.setType(cluster ? RedisClientType.CLUSTER : RedisClientType.STANDALONE));
    }

    private void takeAllSlots(RedisOptions options) {
        Redis node = Redis.createClient(vertx, options);
        await(node.send(Request.cmd(Command.CLUSTER).arg("ADDSLOTSRANGE").arg(0).arg(16_383))
                .toCompletionStage());
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> await(
                        node.send(Request.cmd(Command.CLUSTER).arg("INFO")).toCompletionStage())
                .toString()
                .contains("cluster_state:ok"));
        node.close();
    }

    public Redis client() {
        return client;
    }

    public RedisEngine engine() {
        return engine;
    }

    /** A queue with a connection of its own. */
    public QueueRedis queue(String name) {
        return new QueueRedis(name, client, Duration.ofSeconds(30));
    }

    public Response command(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return await(client.send(request).toCompletionStage());
    }

    /**
     * From now to its next start nothing answered is lost by a kill. Synced each second, as it starts, Redis answers
     * before it writes while a slow disk still syncs.
     */
    public void syncEachWrite() {
        command(Command.CONFIG, "SET", "appendfsync", "always");
    }

    /** The answer, which must come within a minute; fails as the call did. */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        client.close();
        await(vertx.close().toCompletionStage());
        engine.stop();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
