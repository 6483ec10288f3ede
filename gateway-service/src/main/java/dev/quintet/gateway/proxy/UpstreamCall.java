package dev.quintet.gateway.proxy;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.RouteLimits;
import dev.quintet.gateway.route.Service;

/**
 * Carries one request to an instance of its service and the answer back, piece by piece: what one side does not take
 * stops the other from being read. Ends exactly once: answered, refused, broken off or left by the client.
 *
 * <p>INVARIANT: an answer that looks whole to the client is whole. Confined to the connection's event loop.
 */
final class UpstreamCall implements Deadlines.Watched {
    private static final long UNREACHABLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum Phase {
        CONNECTING,
        SENDING,
        WAITING,
        ANSWERING,
        DONE
    }

    private final Exchange exchange;
    private final RequestTarget target;
    private final Service service;
    private final RouteLimits limits;
    private final ProxyLoop loop;
    private final String callerToken;
    private final boolean authorizationPasses;
    private final Set<Instance> tried = new HashSet<>(4);

    private Phase phase = Phase.CONNECTING;
    private Instance instance;
    private HttpClientRequest upstream;
    private BodyRelay body;
    private long movedNanos;

    UpstreamCall(
            Exchange exchange,
            RequestTarget target,
            Service service,
            RouteLimits limits,
            ProxyLoop loop,
            String callerToken,
            boolean authorizationPasses) {
        this.exchange = exchange;
        this.target = target;
        this.service = service;
        this.limits = limits;
        this.loop = loop;
        this.callerToken = callerToken;
        this.authorizationPasses = authorizationPasses;
    }

    void start() {
        if (RequestChecks.contentLength(exchange.request()) > limits.maxBody()) {
            phase = Phase.DONE;
            loop.refusals().refuse(exchange, Refused.bodyTooLarge(limits.maxBody()));
            return;
        }
        exchange.request().pause();
        exchange.response().closeHandler(closed -> clientGone());
        exchange.response().exceptionHandler(broken -> clientGone());
        loop.deadlines().add(this);
        connect();
    }

    private void connect() {
        moved();
        Optional<Instance> chosen = service.choose(tried, loop.random(), movedNanos);
        if (chosen.isEmpty()) {
            fail(Refused.unavailable(service.name()));
            return;
        }
        instance = chosen.get();
        tried.add(instance);
        instance.begin();
        loop.upstreams().open(instance, exchange, target).onComplete(this::connected);
    }

    private void connected(AsyncResult<HttpClientRequest> opened) {
        if (phase == Phase.DONE) {
            if (opened.succeeded()) {
                opened.result().reset();
            }
            return;
        }
        if (opened.failed()) {
            instance.end();
            // Full is not gone. Either way nothing was sent yet, so another instance may have it.
            if (!(opened.cause() instanceof ConnectionPoolTooBusyException)) {
                instance.unreachableUntil(System.nanoTime() + UNREACHABLE_NANOS);
            }
            instance = null;
            connect();
            return;
        }
        upstream = opened.result();
        moved();
        writeHeaders();
        // What goes wrong ends in the answer's failure or the client's; without a handler Vert.x would log it as well.
        upstream.exceptionHandler(known -> {});
        upstream.response().onComplete(this::answered);
        if (RequestChecks.hasBody(exchange.request())) {
            phase = Phase.SENDING;
            sendBody();
        } else {
            phase = Phase.WAITING;
            upstream.end();
            exchange.request().resume();
        }
    }

    private void writeHeaders() {
        HeaderRules.copyRequest(exchange.request().headers(), upstream.headers(), authorizationPasses);
        exchange.forwarding().write(upstream.headers());
        upstream.putHeader("X-Request-Id", exchange.requestId());
        if (!loop.traced()) {
            // Else the tracer adds the header for the span that it begins here.
            upstream.putHeader("traceparent", exchange.traceparent());
        }
        if (!callerToken.isEmpty()) {
            upstream.putHeader("X-Caller", callerToken);
        }
    }

    private void sendBody() {
        body = new BodyRelay(
                exchange.request(),
                upstream,
                limits.maxBody(),
                this::moved,
                this::bodySent,
                () -> fail(Refused.bodyTooLarge(limits.maxBody())));
        if (exchange.expectsContinue()) {
            exchange.response().writeContinue();
        }
        body.start();
    }

    /** The answer may have begun before. */
    private void bodySent() {
        if (phase == Phase.SENDING) {
            phase = Phase.WAITING;
        }
    }

    private void answered(AsyncResult<HttpClientResponse> head) {
        if (phase == Phase.DONE) {
            return;
        }
        if (head.failed()) {
            fail(Refused.badGateway(service.name()));
            return;
        }
        phase = Phase.ANSWERING;
        moved();
        new AnswerRelay(exchange, head.result(), this::moved, this::answerEnded, this::answerBroken).start();
    }

    private void answerEnded() {
        if (phase == Phase.DONE) {
            return;
        }
        int status = exchange.response().getStatusCode();
        release();
        if (exchange.request().isEnded() || !RequestChecks.hasBody(exchange.request())) {
            finish(status);
            return;
        }
        // Answered before the request was whole: what is left of it has no reader.
        upstream.reset();
        finish(status);
        Leftover.of(exchange.request()).discard();
    }

    private void answerBroken() {
        fail(Refused.badGateway(service.name()));
    }

    private void clientGone() {
        if (phase == Phase.DONE) {
            return;
        }
        release();
        if (upstream != null) {
            upstream.reset();
        }
        finish(ExchangeListener.CLIENT_GONE);
    }

    private void fail(ProblemException problem) {
        if (phase == Phase.DONE) {
            return;
        }
        release();
        if (upstream != null) {
            upstream.reset();
        }
        if (exchange.response().headWritten()) {
            // The client must see that the answer is not whole. One that takes nothing is not waited for.
            if (exchange.response().writeQueueFull()) {
                Channels.abort(exchange.request().connection());
            } else {
                exchange.response().reset();
            }
            finish(problem.status());
        } else {
            loop.refusals().refuse(exchange, problem);
        }
    }

    private void release() {
        phase = Phase.DONE;
        loop.deadlines().remove(this);
        if (body != null) {
            body.stop();
        }
        if (instance != null) {
            instance.end();
        }
    }

    private void finish(int status) {
        if (exchange.finish()) {
            loop.listener().ended(exchange, status, exchange.response().bytesWritten());
        }
    }

    private void moved() {
        movedNanos = System.nanoTime();
    }

    @Override
    public void check(long nanoTime) {
        long still = nanoTime - movedNanos;
        switch (phase) {
            case CONNECTING -> {
                // The connection itself has its own timeout; this one bounds the wait for a free one as well.
                if (still > 2 * loop.connectNanos()) {
                    fail(Refused.unavailable(service.name()));
                }
            }
            case SENDING -> {
                if (still > limits.idle().toNanos()) {
                    fail(upstream.writeQueueFull() ? Refused.timeout(service.name()) : Refused.requestTimeout());
                }
            }
            case WAITING -> {
                if (still > limits.firstByte().toNanos() && !wantsEvents()) {
                    fail(Refused.timeout(service.name()));
                }
            }
            case ANSWERING -> {
                if (still > limits.idle().toNanos()) {
                    fail(Refused.timeout(service.name()));
                }
            }
            case DONE -> {}
        }
    }

    /** A stream of events may begin with a long silence. */
    private boolean wantsEvents() {
        String accept = exchange.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.startsWith("text/event-stream");
    }
}
