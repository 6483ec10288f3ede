package dev.quintet.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Passes a service's answer on, no faster than the client takes it. */
final class AnswerRelay {
    private static final long SHORT = 64 * 1024;

    private final Exchange exchange;
    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final Runnable moved;
    private final Runnable ended;
    private final Runnable broken;
    /** Bytes of the body that are still to come; -1 if nobody knows. */
    private long left;

    AnswerRelay(Exchange exchange, HttpClientResponse from, Runnable moved, Runnable ended, Runnable broken) {
        this.exchange = exchange;
        this.from = from;
        this.to = exchange.response();
        this.moved = moved;
        this.ended = ended;
        this.broken = broken;
        this.left = exchange.isBodyless(from.statusCode()) ? 0 : announcedLength();
    }

    /** Whether its end is known and near: an instance has done its work only when such an answer is whole. */
    boolean isShort() {
        return left >= 0 && left <= SHORT;
    }

    void start() {
        to.setStatusCode(from.statusCode());
        HeaderRules.copyResponse(from.headers(), to.headers());
        exchange.writeAnswerHeaders(to.headers());
        if (left < 0) {
            to.setChunked(true);
        }
        from.handler(this::piece);
        from.endHandler(end -> end());
        from.exceptionHandler(cause -> broken.run());
        to.drainHandler(drained -> {
            moved.run();
            from.resume();
        });
        if (left != 0) {
            // A stream's head goes out even if its first piece is long in coming; mostly it is here by now.
            Vertx.currentContext().runOnContext(later -> writeHead());
        }
    }

    private long announcedLength() {
        String length = from.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private void writeHead() {
        if (!to.headWritten() && !to.ended() && !to.closed()) {
            to.writeHead();
        }
    }

    private void piece(Buffer piece) {
        if (to.ended() || to.closed()) {
            return;
        }
        moved.run();
        if (left > 0) {
            left -= piece.length();
            if (left == 0) {
                // The last piece and the end in one write.
                to.end(piece);
                ended.run();
                return;
            }
        }
        to.write(piece);
        if (to.writeQueueFull()) {
            from.pause();
        }
    }

    private void end() {
        if (to.ended() || to.closed()) {
            return;
        }
        if (left > 0) {
            broken.run();
            return;
        }
        if (to.isChunked() && !from.trailers().isEmpty()) {
            HeaderRules.copyTrailers(from.trailers(), to.trailers());
        }
        to.end();
        ended.run();
    }
}
