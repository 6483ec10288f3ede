package dev.quintet.task.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;

import dev.quintet.common.api.task.WorkerView;
import dev.quintet.task.queue.QueueRedis;
import dev.quintet.task.queue.TaskJson;

/** The workers that were heard of lately, of all processes. */
@Singleton
public final class WorkerRegistry {
    private static final int MOST = 1000;

    private final QueueRedis redis;

    WorkerRegistry(QueueRedis redis) {
        this.redis = redis;
    }

    /** By name; up to 1,000. */
    public CompletionStage<List<WorkerView>> live() {
        Request seen = Request.cmd(Command.ZRANGE)
                .arg(redis.key("workers:seen"))
                .arg(0)
                .arg(MOST - 1)
                .arg("WITHSCORES");
        return redis.send(seen).thenCompose(this::withAbouts);
    }

    private CompletionStage<List<WorkerView>> withAbouts(Response seen) {
        Map<String, Long> beats = beats(seen);
        if (beats.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        Request abouts = Request.cmd(Command.HMGET).arg(redis.key("workers"));
        List<String> ids = beats.keySet().stream().sorted().toList();
        ids.forEach(abouts::arg);
        return redis.send(abouts).thenApply(texts -> {
            List<WorkerView> views = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                if (texts.get(i) != null) {
                    views.add(view(ids.get(i), texts.get(i).toString(), beats.get(ids.get(i))));
                }
            }
            return views;
        });
    }

    /** Names and scores come flat in the old protocol, in pairs in the new. */
    private static Map<String, Long> beats(Response seen) {
        Map<String, Long> beats = new HashMap<>();
        for (int at = 0; at < seen.size(); at++) {
            Response name = seen.get(at);
            if (name.type() == ResponseType.MULTI) {
                beats.put(name.get(0).toString(), (long) name.get(1).toDouble().doubleValue());
            } else {
                at++;
                beats.put(name.toString(), (long) seen.get(at).toDouble().doubleValue());
            }
        }
        return beats;
    }

    private static WorkerView view(String id, String json, long beat) {
        Heartbeat.About about = TaskJson.read(json, Heartbeat.About.class);
        return new WorkerView(
                id,
                about.queue(),
                about.slots(),
                about.types(),
                about.running().stream()
                        .map(task -> new WorkerView.RunningTask(
                                task.id(), task.type(), task.attempt(), Instant.ofEpochMilli(task.startedAt())))
                        .toList(),
                Instant.ofEpochMilli(about.startedAt()),
                Instant.ofEpochMilli(beat));
    }
}
