package dev.quintet.gateway.proxy;

import java.util.Set;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Tells browsers which pages of other origins may call. Never with credentials of the browser's own: callers show a key.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch: CORS protocol</a>
 */
final class Cors {
    private static final String ANY = "*";

    private final Set<String> origins;
    private final String methods;
    private final String headers;
    private final String exposed;
    private final String maxAge;

    Cors(CorsConfig config) {
        this.origins = config.origins().orElse(Set.of());
        this.methods = String.join(", ", config.methods());
        this.headers = String.join(", ", config.headers());
        this.exposed = String.join(", ", config.exposed());
        this.maxAge = Long.toString(config.maxAge().toSeconds());
    }

    /** Notes what the answer is to tell the browser; true if the request was only its question whether it may ask. */
    boolean isPreflight(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        String origin = origins.isEmpty() ? null : request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return false;
        }
        if (!origins.contains(ANY)) {
            exchange.answersWith("Vary", "Origin");
        }
        if (!origins.contains(ANY) && !origins.contains(origin)) {
            return false;
        }
        exchange.answersWith("Access-Control-Allow-Origin", origins.contains(ANY) ? ANY : origin);
        boolean preflight = request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (preflight) {
            exchange.answersWith("Access-Control-Allow-Methods", methods);
            exchange.answersWith("Access-Control-Allow-Headers", headers);
            exchange.answersWith("Access-Control-Max-Age", maxAge);
        } else {
            exchange.answersWith("Access-Control-Expose-Headers", exposed);
        }
        return preflight;
    }
}
