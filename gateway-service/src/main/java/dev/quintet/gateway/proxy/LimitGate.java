package dev.quintet.gateway.proxy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.vertx.core.Future;

import dev.quintet.common.api.badge.BadgeHeaders;
import dev.quintet.gateway.auth.KnownCaller;
import dev.quintet.gateway.limit.ClientNetwork;
import dev.quintet.gateway.limit.Quota;
import dev.quintet.gateway.limit.RateLimiter;
import dev.quintet.gateway.limit.Verdict;
import dev.quintet.gateway.route.Route;

/**
 * Lets requests pass at the rate of their route. A caller is its key, else its address; a badge, which anybody can claim
 * to be, counts on top of its address.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit header fields</a>
 */
final class LimitGate {
    private static final int LONGEST_BADGE = 64;

    private final RateLimiter limiter;

    LimitGate(RateLimiter limiter) {
        this.limiter = limiter;
    }

    /** @return fails with 429; the answer will tell how much is left */
    Future<Void> pass(Exchange exchange, Route route) {
        Future<Void> passed = Future.succeededFuture();
        if (route.limits().rate().isPresent()) {
            Quota quota = route.limits().rate().get();
            passed = take(exchange, route, caller(exchange), quota);
        }
        if (route.limits().badgeRate().isPresent()) {
            String badge = exchange.request().getHeader(BadgeHeaders.UUID);
            if (badge != null && badge.length() <= LONGEST_BADGE) {
                Quota quota = route.limits().badgeRate().get();
                passed = passed.compose(first -> take(exchange, route, "badge:" + badge, quota));
            }
        }
        return passed;
    }

    private static String caller(Exchange exchange) {
        KnownCaller caller = exchange.caller();
        return caller.isAnonymous()
                ? "address:" + ClientNetwork.of(exchange.forwarding().client())
                : "key:" + caller.id();
    }

    private Future<Void> take(Exchange exchange, Route route, String who, Quota quota) {
        Future<Verdict> asked = limiter.take(route.name() + ":" + who, quota);
        return asked.succeeded()
                ? judged(exchange, route, quota, asked.result())
                : asked.compose(verdict -> judged(exchange, route, quota, verdict));
    }

    private static Future<Void> judged(Exchange exchange, Route route, Quota quota, Verdict verdict) {
        String policy = "\"" + route.name() + "\"";
        exchange.answersWith("RateLimit-Policy", policy + ";q=" + quota.burst() + ";w=" + quota.windowSeconds());
        exchange.answersWith("RateLimit", policy + ";r=" + verdict.remaining() + ";t=" + verdict.resetSeconds());
        if (verdict.passes()) {
            return Future.succeededFuture();
        }
        Duration retryAfter = Duration.of(verdict.retryMicros(), ChronoUnit.MICROS);
        return Future.failedFuture(Refused.tooMany(retryAfter));
    }
}
