package dev.quintet.gateway.proxy;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;

import dev.quintet.common.security.CallerTokens;

/**
 * What a service is told of a request besides its body.
 *
 * @param callerToken who calls, signed; empty without a shared secret
 * @param authorizationPasses not where the gateway has checked the caller
 */
record UpstreamHead(String callerToken, boolean authorizationPasses) {
    void write(Exchange exchange, HttpClientRequest upstream, boolean traced) {
        HeaderRules.copyRequest(exchange.request().headers(), upstream.headers(), authorizationPasses);
        if (RequestChecks.isHttp2(exchange.request())) {
            upstream.putHeader(HttpHeaders.HOST, RequestChecks.hostOf(exchange.request()));
        }
        exchange.forwarding().write(upstream.headers());
        upstream.putHeader("X-Request-Id", exchange.requestId());
        if (!traced) {
            // Else the tracer adds the header for the span that it begins here.
            upstream.putHeader("traceparent", exchange.traceparent());
        }
        if (!callerToken.isEmpty()) {
            upstream.putHeader(CallerTokens.HEADER, callerToken);
        }
    }
}
