package dev.quintet.gateway.proxy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.gateway.route.Lease;
import dev.quintet.gateway.route.RouteLimits;
import dev.quintet.gateway.route.Service;

/**
 * Carries one request to an instance of its service and the answer back, piece by piece: what one side does not take
 * stops the other from being read. Ends exactly once: answered, refused, broken off or left by the client.
 *
 * <p>INVARIANT: an answer that looks whole to the client is whole. Confined to the connection's event loop.
 */
final class UpstreamCall implements Deadlines.Watched {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Exchange exchange;
    private final Service service;
    private final RouteLimits limits;
    private final ProxyLoop loop;
    private final UpstreamHead head;
    private final Opening opening;
    private final Retries retries;

    private CallPhase phase = CallPhase.CONNECTING;
    private Lease lease;
    private HttpClientRequest upstream;
    private BodyRelay body;
    private long movedNanos;
    private long sentNanos;
    private boolean countsWhenWhole;

    UpstreamCall(
            Exchange exchange,
            RequestTarget target,
            Service service,
            RouteLimits limits,
            ProxyLoop loop,
            UpstreamHead head) {
        this.exchange = exchange;
        this.service = service;
        this.limits = limits;
        this.loop = loop;
        this.head = head;
        this.opening = new Opening(exchange, target, service, loop, () -> phase == CallPhase.CONNECTING);
        this.retries = new Retries(exchange, service, loop.metrics());
    }

    /** @throws Refused 413, 503 */
    void start() {
        if (RequestChecks.contentLength(exchange.request()) > limits.maxBody()) {
            throw Refused.bodyTooLarge(limits.maxBody());
        }
        if (!service.concurrency().enter()) {
            loop.metrics().shed(service);
            throw Refused.overloaded(service.name());
        }
        service.retries().earn();
        exchange.onBrokenBody(() -> fail(Refused.brokenBody()));
        exchange.request().pause();
        exchange.response().closeHandler(closed -> clientGone());
        exchange.response().exceptionHandler(broken -> clientGone());
        loop.deadlines().add(this);
        connect();
    }

    private void connect() {
        phase = CallPhase.CONNECTING;
        moved();
        opening.open(this::connected, this::fail);
    }

    private void connected(Lease taken, HttpClientRequest request) {
        lease = taken;
        upstream = request;
        moved();
        sentNanos = movedNanos;
        head.write(exchange, request, loop.traced());
        // What goes wrong ends in the answer's failure or the client's; without a handler Vert.x would log it as well.
        request.exceptionHandler(known -> {});
        request.response().onComplete(answer -> answered(request, answer));
        if (exchange.isUpgrade()) {
            phase = CallPhase.WAITING;
            request.putHeader(HttpHeaders.CONNECTION, "Upgrade").putHeader(HttpHeaders.UPGRADE, "websocket");
            var unused = request.connect();
            exchange.request().resume();
        } else if (RequestChecks.hasBody(exchange.request())) {
            phase = CallPhase.SENDING;
            sendBody();
        } else {
            phase = CallPhase.WAITING;
            request.end();
            exchange.request().resume();
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
        if (phase == CallPhase.SENDING) {
            phase = CallPhase.WAITING;
        }
    }

    private void answered(HttpClientRequest to, AsyncResult<HttpClientResponse> answer) {
        if (phase == CallPhase.DONE || to != upstream) {
            return;
        }
        if (answer.failed()) {
            unanswered();
            return;
        }
        phase = CallPhase.ANSWERING;
        moved();
        loop.metrics().answered(service, lease.instance(), answer.result().statusCode(), movedNanos - sentNanos);
        if (answer.result().statusCode() == SWITCHING_PROTOCOLS) {
            lease.succeeded();
            tunnel(answer.result());
            return;
        }
        AnswerRelay relay =
                new AnswerRelay(exchange, answer.result(), this::moved, this::answerEnded, this::answerBroken);
        countsWhenWhole = relay.isShort();
        if (!countsWhenWhole) {
            lease.succeeded();
        }
        relay.start();
    }

    private void tunnel(HttpClientResponse agreed) {
        if (!exchange.isUpgrade()) {
            agreed.exceptionHandler(known -> {});
            answerBroken();
            return;
        }
        // From here on the connections' own idle time holds.
        loop.deadlines().remove(this);
        Tunnel.join(exchange, agreed, bytes -> {
            if (exchange.finish()) {
                release();
                loop.listener().ended(exchange, SWITCHING_PROTOCOLS, bytes);
            }
        });
    }

    private void unanswered() {
        lease.failed(System.nanoTime());
        loop.metrics().broken(service, lease.instance());
        if (!retries.take(body == null || body.isUntouched())) {
            fail(Refused.badGateway(service.name()));
            return;
        }
        if (body != null) {
            body.stop();
            exchange.request().pause();
        }
        lease.end();
        lease = null;
        upstream = null;
        phase = CallPhase.CONNECTING;
        opening.again();
        long delay = retries.delayMillis(loop.random());
        if (delay == 0) {
            connect();
            return;
        }
        moved();
        Vertx.currentContext().owner().setTimer(delay, later -> {
            if (phase == CallPhase.CONNECTING) {
                connect();
            }
        });
    }

    private void answerEnded() {
        if (phase == CallPhase.DONE) {
            return;
        }
        int status = exchange.response().getStatusCode();
        if (countsWhenWhole) {
            lease.succeeded();
        }
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
        if (phase != CallPhase.DONE) {
            lease.failed(System.nanoTime());
            loop.metrics().broken(service, lease.instance());
            fail(Refused.badGateway(service.name()));
        }
    }

    private void clientGone() {
        if (phase == CallPhase.DONE) {
            return;
        }
        release();
        if (upstream != null) {
            upstream.reset();
        }
        finish(ExchangeListener.CLIENT_GONE);
    }

    private void fail(ProblemException problem) {
        if (phase == CallPhase.DONE) {
            return;
        }
        release();
        if (upstream != null) {
            upstream.reset();
        }
        if (exchange.response().headWritten()) {
            // The client must see that the answer is not whole. One that takes nothing is not waited for.
            if (exchange.response().writeQueueFull() && !RequestChecks.isHttp2(exchange.request())) {
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
        phase = CallPhase.DONE;
        loop.deadlines().remove(this);
        service.concurrency().leave();
        if (body != null) {
            body.stop();
        }
        if (lease != null) {
            lease.end();
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
        if (nanoTime - movedNanos <= phase.patienceNanos(limits, loop.connectNanos(), exchange)) {
            return;
        }
        switch (phase) {
            case CONNECTING -> fail(Refused.unavailable(service.name(), service.opensAgainIn(nanoTime)));
            case SENDING -> {
                if (upstream.writeQueueFull()) {
                    timedOut(nanoTime);
                } else {
                    fail(Refused.requestTimeout());
                }
            }
            case WAITING -> timedOut(nanoTime);
            case ANSWERING -> fail(Refused.timeout(service.name()));
            case DONE -> {}
        }
    }

    private void timedOut(long nanoTime) {
        lease.failed(nanoTime);
        loop.metrics().timedOut(service, lease.instance());
        fail(Refused.timeout(service.name()));
    }
}
