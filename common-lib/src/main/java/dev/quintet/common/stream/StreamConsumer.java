package dev.quintet.common.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Response;
import org.jboss.logging.Logger;

import dev.quintet.common.redis.RedisCommandException;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.redis.RedisUnavailableException;

/**
 * Reads a stream in a group and has each entry handled: only as many as there are free slots are read, an entry's lease
 * is renewed while it is in work, entries of consumers that went silent are taken over, and Redis may go and come.
 *
 * <p>One thread reads, on a Redis connection of its own; see {@link Deliveries} for what becomes of an entry.
 */
public final class StreamConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StreamConsumer.class);
    /** Also the longest that {@link #close} waits for the reader. */
    private static final Duration BLOCK = Duration.ofMillis(500);

    private static final Duration TAKE_OVER_EVERY = Duration.ofMillis(500);
    private static final long FIRST_BACKOFF_MILLIS = 100;
    private static final long LAST_BACKOFF_MILLIS = 5_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final RedisConnector redis;
    private final StreamSubscription subscription;
    private final PendingEntries pending;
    private final Deliveries deliveries;
    private final Thread reader;
    private volatile boolean running = true;

    StreamConsumer(
            RedisConnector redis,
            StreamScripts scripts,
            TraceCarrier traces,
            StreamSubscription subscription,
            StreamBatchHandler handler) {
        this.redis = redis;
        this.subscription = subscription;
        this.pending = new PendingEntries(redis, scripts, subscription);
        this.deliveries = new Deliveries(subscription, pending, traces, handler);
        this.reader = new Thread(this::run, "stream-" + subscription.stream());
        this.reader.setDaemon(true);
    }

    void start() {
        reader.start();
    }

    /** Entries in work now. */
    public int inFlight() {
        return deliveries.inFlight();
    }

    /** False from the moment that {@link #close} is called: nothing more is read. */
    public boolean isRunning() {
        return running;
    }

    private void run() {
        long backoff = FIRST_BACKOFF_MILLIS;
        boolean away = false;
        while (running) {
            try (Session session = new Session(redis.dedicated())) {
                session.begin();
                if (away) {
                    LOG.infof("Stream %s is read again", subscription.stream());
                    away = false;
                }
                backoff = FIRST_BACKOFF_MILLIS;
                session.read();
            } catch (RedisUnavailableException | RedisCommandException failure) {
                if (!away && running) {
                    LOG.warnf("Stream %s cannot be read, trying on: %s", subscription.stream(), failure.getMessage());
                }
                away = true;
                pause(backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1));
                backoff = Math.min(backoff * 2, LAST_BACKOFF_MILLIS);
            } catch (RuntimeException unexpected) {
                LOG.errorf(unexpected, "Stream %s: the reader failed and starts again", subscription.stream());
                pause(LAST_BACKOFF_MILLIS);
            }
        }
    }

    private void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopping) {
            running = false;
        }
    }

    /**
     * Stops reading, lets entries in work end within 20 s, then interrupts them; what was not acknowledged comes again,
     * here after the restart or at another consumer after the lease.
     */
    @Override
    public void close() {
        running = false;
        try {
            reader.join(BLOCK.plus(RedisConnector.TIMEOUT).toMillis());
            deliveries.close(CLOSE_WITHIN);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time with one connection. */
    private final class Session implements AutoCloseable {
        private final RedisConnection connection;
        private long nextTakeOver;

        Session(RedisConnection connection) {
            this.connection = connection;
        }

        void begin() {
            try {
                redis.call(Command.XGROUP, "CREATE", subscription.stream(), subscription.group(), "0", "MKSTREAM");
            } catch (RedisCommandException exists) {
                if (!exists.is("BUSYGROUP")) {
                    throw exists;
                }
            }
            // What this consumer still holds and is not in work was left by its former life.
            List<StreamMessage> own;
            do {
                own = deliveries.notInWork(pending.takeOwn(subscription.concurrency()));
                deliveries.begin(own);
            } while (running && own.size() == subscription.concurrency());
        }

        void read() {
            while (running) {
                int free = deliveries.awaitFree(BLOCK);
                if (free == 0 || !running) {
                    continue;
                }
                if (System.nanoTime() - nextTakeOver >= 0) {
                    List<StreamMessage> taken = pending.takeOver(free);
                    // As many as were asked for: there may be more.
                    nextTakeOver = System.nanoTime() + (taken.size() < free ? TAKE_OVER_EVERY.toNanos() : 0);
                    deliveries.begin(taken);
                    free -= taken.size();
                }
                if (free > 0) {
                    deliveries.begin(readNew(free * subscription.batch()));
                }
            }
        }

        private List<StreamMessage> readNew(int count) {
            Response answer = RedisConnector.call(
                    connection,
                    BLOCK.plus(RedisConnector.TIMEOUT),
                    Command.XREADGROUP,
                    "GROUP",
                    subscription.group(),
                    subscription.consumer(),
                    "COUNT",
                    count,
                    "BLOCK",
                    BLOCK.toMillis(),
                    "STREAMS",
                    subscription.stream(),
                    ">");
            if (answer == null || answer.size() == 0) {
                return List.of();
            }
            // RESP3 answers a map by stream, RESP2 a list of pairs.
            Response first = answer.containsKey(subscription.stream())
                    ? answer.get(subscription.stream())
                    : answer.get(0).get(1);
            return PendingEntries.messages(first, Map.of());
        }

        @Override
        public void close() {
            RedisConnector.discard(connection);
        }
    }
}
