package dev.quintet.gateway.events;

import java.util.ArrayDeque;
import java.util.Queue;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;

import dev.quintet.gateway.proxy.Channels;

/**
 * One open stream of events. It gets each event at most once and in order; one that falls behind by more than its
 * buffer is cut off, and may come again with {@code Last-Event-ID}. All but {@link #tell} and {@link #beat} is confined
 * to the connection's event loop.
 */
final class EventListener {
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final HttpServerResponse response;
    private final Context context;
    private final HttpConnection connection;
    private final EventFilter filter;
    private final int capacity;
    private final Queue<FeedEvent> behind = new ArrayDeque<>();
    private EventId last;
    private boolean catchingUp;
    private boolean overtaken;
    private boolean closed;

    /** @param last what the listener has seen; only what comes after it is sent */
    EventListener(
            HttpServerResponse response,
            HttpConnection connection,
            Context context,
            EventFilter filter,
            int capacity,
            EventId last,
            boolean resumes) {
        this.response = response;
        this.context = context;
        this.filter = filter;
        this.capacity = capacity;
        this.last = last;
        this.catchingUp = resumes;
        this.connection = connection;
        response.drainHandler(drained -> catchUp());
    }

    EventId last() {
        return last;
    }

    boolean isClosed() {
        return closed;
    }

    /** A live event; from any thread. */
    void tell(FeedEvent event) {
        if (filter.wants(event)) {
            context.runOnContext(now -> live(event));
        }
    }

    /** From any thread. */
    void beat() {
        context.runOnContext(now -> {
            if (!closed && !response.writeQueueFull()) {
                response.write(HEARTBEAT);
            }
        });
    }

    private void live(FeedEvent event) {
        if (closed) {
            return;
        }
        if (!catchingUp && behind.isEmpty() && !response.writeQueueFull()) {
            write(event);
            return;
        }
        if (behind.size() < capacity) {
            behind.add(event);
        } else if (catchingUp) {
            // It is kept in the stream anyway, and will be read from there.
            behind.clear();
            overtaken = true;
        } else {
            cut();
        }
    }

    /** An event of the past, while catching up. Sent even if the queue is full: pages are small. */
    void past(FeedEvent event) {
        if (!closed && filter.wants(event)) {
            write(event);
        }
    }

    /** The past was read up to here. */
    void seen(EventId id) {
        if (id.compareTo(last) > 0) {
            last = id;
        }
    }

    boolean isFull() {
        return response.writeQueueFull();
    }

    /**
     * The past is told; what came meanwhile follows.
     *
     * @return false if too much came meanwhile to be kept here: the past has grown and is to be told on
     */
    boolean goLive() {
        if (overtaken) {
            overtaken = false;
            return false;
        }
        catchingUp = false;
        catchUp();
        return true;
    }

    private void catchUp() {
        while (!closed && !catchingUp && !behind.isEmpty() && !response.writeQueueFull()) {
            write(behind.remove());
        }
    }

    private void write(FeedEvent event) {
        if (event.id().compareTo(last) > 0) {
            last = event.id();
            response.write(event.wire());
        }
    }

    /** So that the client sees a broken stream, not an ended one. */
    void cut() {
        if (!closed) {
            close();
            Channels.abort(connection);
        }
    }

    /** The connection is gone. */
    void close() {
        closed = true;
        behind.clear();
    }

    /** The gateway stops; from any thread. */
    void end() {
        context.runOnContext(now -> {
            if (!closed) {
                close();
                response.end();
            }
        });
    }
}
