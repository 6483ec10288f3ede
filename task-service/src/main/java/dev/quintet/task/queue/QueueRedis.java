package dev.quintet.task.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** One queue in Redis: its keys, and its scripts by the shared connection. */
public final class QueueRedis implements AutoCloseable {
    private final String name;
    private final String base;
    private final Redis redis;
    private final Duration commandTimeout;
    private final RedisLink link;

    /**
     * @param name the queue's name
     * @param commandTimeout how long one command may take
     */
    public QueueRedis(String name, Redis redis, Duration commandTimeout) {
        this.name = name;
        this.base = "{quintet:tasks:" + name + "}";
        this.redis = redis;
        this.commandTimeout = commandTimeout;
        this.link = new RedisLink(redis, commandTimeout);
    }

    public String name() {
        return name;
    }

    /** A key of this queue; all share one hash tag. */
    public String key(String part) {
        return base + ":" + part;
    }

    /** A further connection, for one user who blocks on it. */
    public RedisLink dedicated() {
        return new RedisLink(redis, commandTimeout);
    }

    /** How long one command may take. */
    public Duration commandTimeout() {
        return commandTimeout;
    }

    Redis client() {
        return redis;
    }

    /** Puts the scripts where workers in other languages find them; see {@code docs/task-wire-form.md}. */
    CompletionStage<Response> publishScripts() {
        Request request = Request.cmd(Command.HSET).arg(key("scripts"));
        for (QueueScript script : QueueScript.values()) {
            request.arg(script.resource()).arg(script.source());
        }
        return link.send(request);
    }

    CompletionStage<Response> run(QueueScript script, List<String> arguments) {
        return link.send(request(Command.EVALSHA, script.sha1(), arguments))
                .handle((response, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedStage(response);
                    }
                    RuntimeException cause = RedisRefusal.translate(failure);
                    if (cause instanceof RedisRefusal refusal && refusal.is("NOSCRIPT")) {
                        return link.send(request(Command.EVAL, script.source(), arguments));
                    }
                    throw new CompletionException(cause);
                })
                .thenCompose(stage -> stage);
    }

    /** A plain command on the shared connection. */
    public CompletionStage<Response> send(Request request) {
        return link.send(request);
    }

    private Request request(Command command, String script, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(1).arg(base);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return request;
    }

    @Override
    public void close() {
        link.close();
    }
}
