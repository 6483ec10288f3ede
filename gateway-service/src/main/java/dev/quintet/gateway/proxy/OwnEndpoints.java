package dev.quintet.gateway.proxy;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import dev.quintet.common.security.CallerTokens;
import dev.quintet.gateway.route.RouteLimits;

/**
 * The way to what the gateway answers by itself: Quarkus' router, given the request with the same signed caller that a
 * service would get.
 */
@Singleton
public class OwnEndpoints {
    /** This service's name in caller tokens. */
    static final String AUDIENCE = "gateway-service";

    /** Scripts, styles and calls only from here, nothing inline, no framing. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'; object-src 'none'";

    private final ExchangeListener listener;

    OwnEndpoints(ExchangeListener listener) {
        this.listener = listener;
    }

    /** @throws Refused 413 */
    void answer(Exchange exchange, RouteLimits limits, String callerToken) {
        HttpServerRequest request = exchange.request();
        if (RequestChecks.contentLength(request) > limits.maxBody()) {
            throw Refused.bodyTooLarge(limits.maxBody());
        }
        setHeaders(exchange, request.headers(), callerToken);
        Context context = Vertx.currentContext();
        context.putLocal(Exchange.KEY, exchange);
        VertxHttpRecorder.getRootHandler().handle(request);
        request.resume();
    }

    private static void setHeaders(Exchange exchange, MultiMap headers, String callerToken) {
        List.copyOf(headers.names()).stream()
                .filter(HeaderRules::isOfTheGateway)
                .filter(name -> !name.equalsIgnoreCase("expect"))
                .forEach(headers::remove);
        exchange.forwarding().write(headers);
        headers.set("X-Request-Id", exchange.requestId());
        headers.set("traceparent", exchange.traceparent());
        if (!callerToken.isEmpty()) {
            headers.set(CallerTokens.HEADER, callerToken);
        }
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::follow);
    }

    private void follow(RoutingContext context) {
        Exchange exchange = Vertx.currentContext().getLocal(Exchange.KEY);
        if (exchange == null) {
            // Came by the management door.
            context.next();
            return;
        }
        MultiMap headers = context.response().headers();
        exchange.writeAnswerHeaders(headers);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        context.addEndHandler(ended -> {
            if (exchange.finish()) {
                int status = ended.succeeded() ? context.response().getStatusCode() : ExchangeListener.CLIENT_GONE;
                listener.ended(exchange, status, context.response().bytesWritten());
            }
        });
        context.next();
    }
}
