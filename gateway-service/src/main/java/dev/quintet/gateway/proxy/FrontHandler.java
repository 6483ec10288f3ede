package dev.quintet.gateway.proxy;

import java.util.Optional;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.gateway.auth.Authenticator;
import dev.quintet.gateway.auth.CallerHeaders;
import dev.quintet.gateway.auth.KnownCaller;
import dev.quintet.gateway.route.Access;
import dev.quintet.gateway.route.Route;
import dev.quintet.gateway.route.Routing;
import dev.quintet.gateway.route.Service;

/** Takes each request from its head to the one who answers it: checks, route, caller, role, then service or itself. */
final class FrontHandler implements Handler<HttpServerRequest> {
    private static final Logger LOG = Logger.getLogger(FrontHandler.class);

    private final Front front;
    private final ProxyLoop loop;

    FrontHandler(Front front, ProxyLoop loop) {
        this.front = front;
        this.loop = loop;
    }

    /** What all event loops share. */
    record Front(
            Routing routing,
            Authenticator authenticator,
            CallerHeaders callerHeaders,
            OwnEndpoints ownEndpoints,
            TrustedProxies trustedProxies,
            Draining draining) {}

    @Override
    public void handle(HttpServerRequest request) {
        Forwarding forwarding = Forwarding.of(request, front.trustedProxies());
        Exchange exchange = new Exchange(request, forwarding, loop.random(), System.nanoTime());
        loop.listener().begun(exchange);
        try {
            front.draining().check();
            RequestTarget target = RequestChecks.check(request);
            exchange.asksFor(target);
            Route route = front.routing().find(target.path()).orElseThrow(Refused::notFound);
            exchange.goesBy(route);
            authenticate(exchange, route, target);
        } catch (ProblemException problem) {
            loop.refusals().refuse(exchange, problem);
        } catch (RuntimeException unexpected) {
            failed(exchange, unexpected);
        }
    }

    private void authenticate(Exchange exchange, Route route, RequestTarget target) {
        HttpServerRequest request = exchange.request();
        Optional<String> key = Optional.ofNullable(request.getHeader(Authenticator.HEADER));
        Future<KnownCaller> caller =
                front.authenticator().authenticate(key, exchange.forwarding().client());
        if (caller.succeeded()) {
            admit(exchange, route, target, caller.result());
            return;
        }
        request.pause();
        caller.onComplete(checked -> {
            try {
                if (checked.succeeded()) {
                    admit(exchange, route, target, checked.result());
                } else if (checked.cause() instanceof ProblemException problem) {
                    loop.refusals().refuse(exchange, problem);
                } else {
                    failed(exchange, checked.cause());
                }
            } catch (ProblemException problem) {
                loop.refusals().refuse(exchange, problem);
            } catch (RuntimeException unexpected) {
                failed(exchange, unexpected);
            }
        });
    }

    private void admit(Exchange exchange, Route route, RequestTarget target, KnownCaller caller) {
        exchange.isFrom(caller);
        Access access = route.access(exchange.request().method());
        if (!access.allows(caller.may())) {
            throw caller.isAnonymous() ? Authenticator.keyNeeded() : Authenticator.roleLacking(access.roles());
        }
        if (isUpgrade(exchange.request())) {
            throw Refused.because(501, "not-implemented", "The gateway does not tunnel WebSockets yet.");
        }
        if (route.isItself()) {
            String token = front.callerHeaders().value(caller.caller(), OwnEndpoints.AUDIENCE);
            front.ownEndpoints().answer(exchange, route.limits(), token);
            return;
        }
        Service service = front.routing().service(route);
        String token = front.callerHeaders().value(caller.caller(), service.audience());
        new UpstreamCall(exchange, target, service, route.limits(), loop, token, access.isPublic()).start();
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        String upgrade = request.getHeader(HttpHeaders.UPGRADE);
        return upgrade != null && upgrade.equalsIgnoreCase("websocket");
    }

    private void failed(Exchange exchange, Throwable cause) {
        LOG.errorf(cause, "Request %s failed, trace %s", exchange.requestId(), exchange.traceparent());
        loop.refusals().refuse(exchange, Refused.because(500, "internal", "The request failed unexpectedly."));
    }
}
