package dev.quintet.gateway.proxy;

import java.util.Set;
import java.util.random.RandomGenerator;

import io.vertx.core.http.HttpMethod;

import dev.quintet.gateway.route.Service;

/**
 * Whether a request that got no answer may be sent again: at most twice, only if it is safe or carries an
 * {@code Idempotency-Key}, only while nothing of its body was sent, and within the service's budget.
 */
final class Retries {
    private static final int MOST = 2;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Exchange exchange;
    private final Service service;
    private final UpstreamListener metrics;
    private int made;

    Retries(Exchange exchange, Service service, UpstreamListener metrics) {
        this.exchange = exchange;
        this.service = service;
        this.metrics = metrics;
    }

    /** @param bodyUntouched whether all of the request's body, if it has one, is still to come */
    boolean take(boolean bodyUntouched) {
        boolean repeatable = SAFE.contains(exchange.request().method())
                || exchange.request().headers().contains("Idempotency-Key");
        if (!repeatable || !bodyUntouched || made >= MOST) {
            return false;
        }
        if (!service.retries().spend()) {
            metrics.retryDenied(service);
            return false;
        }
        made++;
        metrics.retried(service);
        return true;
    }

    /** The first at once: mostly a kept connection had just ended. Then after a while, apart from others'. */
    long delayMillis(RandomGenerator random) {
        return made <= 1 ? 0 : 20 + random.nextInt(60);
    }
}
