package dev.quintet.gateway.proxy;

import java.util.Optional;
import java.util.random.RandomGenerator;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import dev.quintet.gateway.auth.KnownCaller;
import dev.quintet.gateway.route.Route;

/** One request at the front door, from its head to the end of its answer. Confined to the connection's event loop. */
public final class Exchange {
    /** Under this name in the local data of the Vert.x context, for the gateway's own endpoints. */
    static final String KEY = Exchange.class.getName();

    private final HttpServerRequest request;
    private final Forwarding forwarding;
    private final String requestId;
    private final String traceparent;
    private final long begunNanos;
    private RequestTarget target;
    private Route route;
    private KnownCaller caller = KnownCaller.ANONYMOUS;
    private boolean finished;

    Exchange(HttpServerRequest request, Forwarding forwarding, RandomGenerator random, long nanoTime) {
        this.request = request;
        this.forwarding = forwarding;
        this.requestId = RequestIds.requestId(request.getHeader("X-Request-Id"), random);
        this.traceparent = RequestIds.traceparent(request.getHeader("traceparent"), random);
        this.begunNanos = nanoTime;
    }

    public HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    public Forwarding forwarding() {
        return forwarding;
    }

    public String requestId() {
        return requestId;
    }

    String traceparent() {
        return traceparent;
    }

    public long begunNanos() {
        return begunNanos;
    }

    /** Empty for a request that was refused before it was understood. */
    public Optional<RequestTarget> target() {
        return Optional.ofNullable(target);
    }

    void asksFor(RequestTarget asked) {
        target = asked;
    }

    /** Empty for a path that no route owns, and for a request that was refused before. */
    public Optional<Route> route() {
        return Optional.ofNullable(route);
    }

    void goesBy(Route owner) {
        route = owner;
    }

    public KnownCaller caller() {
        return caller;
    }

    void isFrom(KnownCaller known) {
        caller = known;
    }

    /** Whether the answer to a HEAD or with this status has no body, whatever its headers say. */
    boolean isBodyless(int status) {
        return request.method().equals(HttpMethod.HEAD) || status == 204 || status == 304;
    }

    /** True the first time only. */
    boolean finish() {
        boolean first = !finished;
        finished = true;
        return first;
    }

    boolean expectsContinue() {
        String expect = request.getHeader(HttpHeaders.EXPECT);
        return expect != null && expect.equalsIgnoreCase("100-continue");
    }
}
