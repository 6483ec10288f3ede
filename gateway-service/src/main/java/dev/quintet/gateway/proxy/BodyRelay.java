package dev.quintet.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Passes a request's body on, no faster than the service takes it and no more of it than is allowed. */
final class BodyRelay {
    private final HttpServerRequest from;
    private final HttpClientRequest to;
    private final long most;
    private final Runnable moved;
    private final Runnable ended;
    private final Runnable tooLarge;
    private long sent;
    private boolean stopped;

    /** @param most bytes that may pass; one more and {@code tooLarge} is run */
    BodyRelay(
            HttpServerRequest from,
            HttpClientRequest to,
            long most,
            Runnable moved,
            Runnable ended,
            Runnable tooLarge) {
        this.from = from;
        this.to = to;
        this.most = most;
        this.moved = moved;
        this.ended = ended;
        this.tooLarge = tooLarge;
    }

    void start() {
        if (!from.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            to.setChunked(true);
        }
        to.drainHandler(drained -> from.resume());
        from.handler(this::piece);
        from.endHandler(end -> end());
        from.resume();
    }

    /** Nothing more is passed on. */
    void stop() {
        stopped = true;
    }

    /** Whether nothing was passed on, so that all of the body could go elsewhere. */
    boolean isUntouched() {
        return sent == 0 && !from.isEnded();
    }

    private void piece(Buffer piece) {
        if (stopped) {
            return;
        }
        moved.run();
        sent += piece.length();
        if (sent > most) {
            tooLarge.run();
            return;
        }
        to.write(piece);
        if (to.writeQueueFull()) {
            from.pause();
        }
    }

    private void end() {
        if (!stopped) {
            moved.run();
            ended.run();
            to.end();
        }
    }
}
