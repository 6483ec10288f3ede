package dev.quintet.backendify.cache;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jboss.logging.Logger;

/**
 * The second level on Redis, shared by all replicas. Keys expire by themselves, and Redis' own {@code
 * maxmemory} bounds them: it must not be the one that keeps the suite's streams, which evicts nothing.
 * After a failure Redis is left alone for a while, so that its absence costs nothing.
 */
public final class RedisSecondLevel implements SecondLevel {
    private static final Logger LOG = Logger.getLogger(RedisSecondLevel.class);
    private static final String PREFIX = "quintet:backendify:company:";
    private static final int CONNECTIONS = 4;
    private static final int WAITING = 512;
    private static final String SCAN_PAGE = "500";

    private final Vertx vertx;
    private final Redis redis;
    private final long timeoutMillis;
    private final long pauseNanos;
    private final long ttlSeconds;
    private final Clock clock;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile long leftAloneUntil = System.nanoTime();

    /**
     * @param address as in {@code redis://:password@host:6379}
     * @param timeout longer waits count as a miss
     * @param pause how long Redis is left alone after a failure
     * @param ttl how long a company is good
     */
    public RedisSecondLevel(Vertx vertx, String address, Duration timeout, Duration pause, Duration ttl, Clock clock) {
        this.vertx = vertx;
        this.redis = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(address)
                        .setMaxPoolSize(CONNECTIONS)
                        .setMaxPoolWaiting(WAITING)
                        .setMaxWaitingHandlers(WAITING));
        this.timeoutMillis = timeout.toMillis();
        this.pauseNanos = pause.toNanos();
        this.ttlSeconds = ttl.toSeconds();
        this.clock = clock;
    }

    @Override
    public void get(String key, Consumer<Optional<byte[]>> then) {
        if (System.nanoTime() - leftAloneUntil < 0) {
            then.accept(Optional.empty());
            return;
        }
        AtomicBoolean told = new AtomicBoolean();
        long timer = vertx.setTimer(timeoutMillis, fired -> {
            if (told.compareAndSet(false, true)) {
                failed("no answer within " + timeoutMillis + " ms");
                then.accept(Optional.empty());
            }
        });
        redis.send(Request.cmd(Command.GET).arg(PREFIX + key)).onComplete(answer -> {
            if (told.compareAndSet(false, true)) {
                vertx.cancelTimer(timer);
                if (answer.failed()) {
                    failed(answer.cause().getMessage());
                } else {
                    back();
                }
                then.accept(Optional.ofNullable(answer.result()).map(Response::toBytes));
            }
        });
    }

    @Override
    public void put(String key, byte[] stored) {
        long left = ttlSeconds - StoredCompany.age(stored, clock.instant().getEpochSecond());
        if (left > 0) {
            send(Request.cmd(Command.SET)
                    .arg(PREFIX + key)
                    .arg(Buffer.buffer(stored))
                    .arg("EX")
                    .arg(left));
        }
    }

    @Override
    public void remove(String key) {
        send(Request.cmd(Command.UNLINK).arg(PREFIX + key));
    }

    @Override
    public void clear() {
        clearFrom("0");
    }

    private void clearFrom(String cursor) {
        redis.send(Request.cmd(Command.SCAN)
                        .arg(cursor)
                        .arg("MATCH")
                        .arg(PREFIX + "*")
                        .arg("COUNT")
                        .arg(SCAN_PAGE))
                .onComplete(page -> {
                    if (page.failed()) {
                        failed(page.cause().getMessage());
                        return;
                    }
                    Response keys = page.result().get(1);
                    if (keys.size() > 0) {
                        Request unlink = Request.cmd(Command.UNLINK);
                        keys.forEach(key -> unlink.arg(key.toString(StandardCharsets.UTF_8)));
                        send(unlink);
                    }
                    String next = page.result().get(0).toString();
                    if (!next.equals("0")) {
                        clearFrom(next);
                    }
                });
    }

    private void send(Request request) {
        if (System.nanoTime() - leftAloneUntil < 0) {
            return;
        }
        redis.send(request).onFailure(failure -> failed(failure.getMessage()));
    }

    private void failed(String reason) {
        leftAloneUntil = System.nanoTime() + pauseNanos;
        if (away.compareAndSet(false, true)) {
            LOG.warnf("Redis is away, companies are kept in this process alone: %s", reason);
        }
    }

    private void back() {
        if (away.compareAndSet(true, false)) {
            LOG.info("Redis is back");
        }
    }

    @Override
    public boolean sharesEverything() {
        return true;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public long entries() {
        return -1;
    }

    @Override
    public long bytes() {
        return -1;
    }

    @Override
    public void close() {
        redis.close();
    }
}
