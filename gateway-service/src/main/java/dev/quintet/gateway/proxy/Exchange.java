package dev.quintet.gateway.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

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
    private Map<String, String> answerHeaders = Map.of();
    private Runnable brokenBody = () -> {};
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

    public String traceparent() {
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

    /** Whether the client asks for a WebSocket. */
    boolean isUpgrade() {
        String upgrade = request.getHeader(HttpHeaders.UPGRADE);
        // On anything else the header means nothing (RFC 9110, 7.8), and is dropped.
        return upgrade != null
                && upgrade.equalsIgnoreCase("websocket")
                && request.version() == HttpVersion.HTTP_1_1
                && request.method().equals(HttpMethod.GET)
                && request.headers().contains(HttpHeaders.CONNECTION)
                && !RequestChecks.hasBody(request)
                && Pattern.matches(
                        "(?i)(.*,)?\\s*upgrade\\s*(,.*)?", request.headers().get(HttpHeaders.CONNECTION));
    }

    /** Whether a stream of events is asked for, which may begin with a long silence. */
    boolean wantsEvents() {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.startsWith("text/event-stream");
    }

    /** The gateway's own header of the answer, whoever gives it. */
    void answersWith(String name, String value) {
        if (answerHeaders.isEmpty()) {
            answerHeaders = new LinkedHashMap<>();
        }
        answerHeaders.put(name, value);
    }

    void writeAnswerHeaders(MultiMap headers) {
        headers.set("X-Request-Id", requestId);
        if (!answerHeaders.isEmpty()) {
            // What an answer varies by is told by both.
            answerHeaders.forEach((name, value) -> {
                if (name.equals("Vary")) {
                    headers.add(name, value);
                } else {
                    headers.set(name, value);
                }
            });
        }
    }

    /** Whether it has ended, or nobody is there any more to be answered. */
    boolean isOver() {
        return finished || response().closed();
    }

    /** What is to be done if the chunks of the request's body turn out not to be well-formed. */
    void onBrokenBody(Runnable then) {
        brokenBody = then;
    }

    void bodyBroke() {
        brokenBody.run();
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
