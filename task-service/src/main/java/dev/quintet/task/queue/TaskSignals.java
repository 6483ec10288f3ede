package dev.quintet.task.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jboss.logging.Logger;

/**
 * What happens in a queue, as it happens: one subscription for the whole process. A signal can be missed while the
 * connection is down; {@link #MISSED} then tells everyone to look for themselves.
 */
public final class TaskSignals implements AutoCloseable {
    /** Told after the subscription was made anew. */
    public static final Signal MISSED = new Signal("missed", "", "");

    private static final Logger LOG = Logger.getLogger(TaskSignals.class);
    private static final long RETRY_MILLIS = 500;

    private final QueueRedis redis;
    private final List<Consumer<Signal>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "task-signals");
        thread.setDaemon(true);
        return thread;
    });
    private volatile RedisConnection connection;
    private volatile boolean closed;

    /**
     * One message.
     *
     * @param kind {@code state}, {@code progress}, {@code cancel}, {@code resumed} or {@code missed}
     * @param task its id, or empty
     * @param word the state, or the token of the attempt to cancel, or empty
     */
    public record Signal(String kind, String task, String word) {
        static Signal of(String message) {
            String[] words = message.split(" ", 3);
            return new Signal(words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
        }
    }

    TaskSignals(QueueRedis redis) {
        this.redis = redis;
    }

    /** @param listener is called on an event loop: must be quick and must not fail */
    public void listen(Consumer<Signal> listener) {
        listeners.add(listener);
    }

    void start() {
        redis.client().connect().onComplete(opened -> {
            if (opened.failed()) {
                again();
                return;
            }
            connection = opened.result();
            connection.handler(this::receive);
            connection.exceptionHandler(broken -> LOG.debugf("Signals broke off: %s", broken.getMessage()));
            connection.endHandler(ended -> again());
            connection
                    .send(Request.cmd(Command.SUBSCRIBE).arg(redis.key("signals")))
                    .onSuccess(subscribed -> tell(MISSED))
                    .onFailure(failure -> connection.close());
        });
    }

    // The schedule's own future says nothing that start() does not.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void again() {
        if (!closed) {
            timer.schedule(this::start, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void receive(Response message) {
        if (message != null && message.size() == 3 && message.get(0).toString().equals("message")) {
            tell(Signal.of(message.get(2).toString()));
        }
    }

    private void tell(Signal signal) {
        listeners.forEach(listener -> listener.accept(signal));
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        if (connection != null) {
            connection.close();
        }
    }
}
