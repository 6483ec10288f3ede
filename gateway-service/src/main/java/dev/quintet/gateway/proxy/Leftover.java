package dev.quintet.gateway.proxy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

/**
 * The part of a request's body that nobody will read, because the answer is there already. A little is read and thrown
 * away so that the connection can go on; for more, the connection closes - not at once, as that could destroy the answer
 * on its way (the kernel resets a connection that closes with unread data), but after a moment or when the client does.
 */
final class Leftover {
    private static final long MOST_READ_TO_GO_ON = 64 * 1024;
    private static final long MOST_READ_TO_CLOSE = 256 * 1024;
    private static final long LINGER_MILLIS = 1_000;

    private final HttpServerRequest request;
    private final boolean body;
    private final boolean closes;

    private Leftover(HttpServerRequest request, boolean body, boolean closes) {
        this.request = request;
        this.body = body;
        this.closes = closes;
    }

    static Leftover of(HttpServerRequest request) {
        return of(request, false);
    }

    /** @param stalled the rest is not to be waited for, however small */
    static Leftover of(HttpServerRequest request, boolean stalled) {
        // A stream of HTTP/2 ends by itself: its connection has others, and goes on.
        boolean body = !request.isEnded() && RequestChecks.hasBody(request) && !RequestChecks.isHttp2(request);
        long length = RequestChecks.contentLength(request);
        boolean small = !stalled && length >= 0 && length <= MOST_READ_TO_GO_ON && request.getHeader("Expect") == null;
        return new Leftover(request, body, body && !small);
    }

    /** Whether the client is to be told that the connection will close. */
    boolean closes() {
        return closes;
    }

    /** To be called when the answer is written. */
    void discard() {
        if (!body || request.isEnded()) {
            request.resume();
            return;
        }
        if (!closes) {
            request.handler(thrownAway -> {});
            request.resume();
            return;
        }
        HttpConnection connection = request.connection();
        long[] read = {0};
        request.handler(thrownAway -> {
            read[0] += thrownAway.length();
            if (read[0] > MOST_READ_TO_CLOSE) {
                connection.close();
            }
        });
        request.endHandler(ended -> connection.close());
        request.resume();
        Context context = Vertx.currentContext();
        context.owner().setTimer(LINGER_MILLIS, late -> connection.close());
    }
}
