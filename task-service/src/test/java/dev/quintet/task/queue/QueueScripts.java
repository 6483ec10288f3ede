package dev.quintet.task.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import static dev.quintet.task.queue.RealRedis.await;

/** A queue of its own for each test of a script, on a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueueScripts {
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final AtomicInteger QUEUES = new AtomicInteger();

    RealRedis redis;
    QueueRedis keys;
    TaskQueue queue;
    TaskLeases leases;
    QueueUpkeep upkeep;
    QueuePicture picture;

    @BeforeAll
    void startRedis() {
        redis = redis();
    }

    RealRedis redis() {
        return new RealRedis();
    }

    @AfterAll
    void stopRedis() {
        redis.close();
    }

    @AfterEach
    void closeQueue() {
        keys.close();
    }

    @BeforeEach
    void freshQueue() {
        keys = redis.queue("q" + QUEUES.incrementAndGet());
        queue = new TaskQueue(keys, 10, Duration.ofHours(1));
        leases = new TaskLeases(keys);
        upkeep = new QueueUpkeep(keys, new QueueUpkeep.Retention(3, 2, Duration.ofDays(1), Duration.ofMinutes(1)));
        picture = new QueuePicture(redis, keys);
    }

    void enqueue(NewTask... tasks) {
        await(queue.enqueue(List.of(tasks), false));
    }

    List<Claim> claim(int most) {
        return await(leases.claim("w1", most, LEASE, List.of())).claims();
    }

    List<Claim> claim(String... types) {
        return await(leases.claim("w2", 5, LEASE, List.of(types))).claims();
    }

    String finish(Ending ending) {
        return await(leases.finish(List.of(ending))).get(0);
    }

    void leaseRunsOut(String id) {
        redis.command(Command.ZADD, keys.key("leases"), "1", id);
    }
}
