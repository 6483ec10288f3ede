package dev.quintet.gateway.proxy;

import java.util.Optional;
import java.util.function.Consumer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.gateway.auth.Authenticator;
import dev.quintet.gateway.auth.CallerHeaders;
import dev.quintet.gateway.auth.KnownCaller;
import dev.quintet.gateway.limit.LimitState;
import dev.quintet.gateway.limit.RateLimiter;
import dev.quintet.gateway.route.Access;
import dev.quintet.gateway.route.Route;
import dev.quintet.gateway.route.Routing;
import dev.quintet.gateway.route.Service;

/** Takes each request from its head to the one who answers it: checks, route, caller, role, then service or itself. */
final class FrontHandler implements Handler<HttpServerRequest> {
    private static final Logger LOG = Logger.getLogger(FrontHandler.class);

    private static final String BEARER = "Bearer ";

    private final Front front;
    private final ProxyLoop loop;
    private final LimitGate limits;

    FrontHandler(Front front, ProxyLoop loop, RateLimiter limiter) {
        this.front = front;
        this.loop = loop;
        this.limits = new LimitGate(limiter);
    }

    /** What all event loops share. */
    record Front(
            Routing routing,
            Authenticator authenticator,
            CallerHeaders callerHeaders,
            OwnEndpoints ownEndpoints,
            TrustedProxies trustedProxies,
            Cors cors,
            LimitState limits,
            UpstreamListener metrics,
            Draining draining,
            ManagementDoor management) {}

    @Override
    public void handle(HttpServerRequest request) {
        Forwarding forwarding = Forwarding.of(request, front.trustedProxies());
        Exchange exchange = new Exchange(request, forwarding, loop.random(), System.nanoTime());
        loop.listener().begun(exchange);
        exchange.onBrokenBody(() -> loop.refusals().refuse(exchange, Refused.brokenBody()));
        Channels.watchBody(exchange);
        guarded(exchange, () -> {
            front.draining().check();
            RequestTarget target = RequestChecks.check(request);
            exchange.asksFor(target);
            if (front.management().claims(target.path())) {
                throw Refused.notFound();
            }
            Route route = front.routing().find(target.path()).orElseThrow(Refused::notFound);
            exchange.goesBy(route);
            if (front.cors().isPreflight(exchange)) {
                answerPreflight(exchange);
                return;
            }
            then(exchange, authenticate(exchange, route), caller -> admit(exchange, route, target, caller));
        });
    }

    private Future<KnownCaller> authenticate(Exchange exchange, Route route) {
        Optional<String> key = Optional.ofNullable(exchange.request().getHeader(Authenticator.HEADER));
        String authorization = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        // On a public route it is the service's own affair.
        boolean token = key.isEmpty()
                && authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && front.authenticator().takesTokens()
                && !route.access(exchange.request().method()).isPublic();
        if (token) {
            return front.authenticator()
                    .authenticateToken(
                            authorization.substring(BEARER.length()).strip(),
                            exchange.forwarding().client());
        }
        return front.authenticator().authenticate(key, exchange.forwarding().client());
    }

    private void admit(Exchange exchange, Route route, RequestTarget target, KnownCaller caller) {
        exchange.isFrom(caller);
        Access access = route.access(exchange.request().method());
        if (!access.allows(caller.may())) {
            throw caller.isAnonymous() ? Authenticator.keyNeeded() : Authenticator.roleLacking(access.roles());
        }
        then(exchange, limits.pass(exchange, route), passed -> answer(exchange, route, target, caller));
    }

    private void answer(Exchange exchange, Route route, RequestTarget target, KnownCaller caller) {
        if (route.isItself()) {
            String token = front.callerHeaders().value(caller.caller(), OwnEndpoints.AUDIENCE);
            front.ownEndpoints().answer(exchange, route.limits(), token);
            return;
        }
        Service service = front.routing().service(route);
        String token = front.callerHeaders().value(caller.caller(), service.audience());
        boolean authorizationPasses = route.access(exchange.request().method()).isPublic();
        UpstreamHead head = new UpstreamHead(token, authorizationPasses);
        new UpstreamCall(exchange, target, service, route.limits(), loop, head).start();
    }

    private void answerPreflight(Exchange exchange) {
        exchange.writeAnswerHeaders(exchange.response().headers());
        exchange.response().setStatusCode(204).end();
        exchange.finish();
        loop.listener().ended(exchange, 204, 0);
    }

    /**
     * Goes on at once if it can; else nothing more is read of the request until then.
     *
     * <p>INVARIANT: what follows runs in the request's own context. Whoever completes the step runs in another's, or in
     * none: what the gateway answers by itself would then share that one's caller and locals.
     */
    private <T> void then(Exchange exchange, Future<T> step, Consumer<T> next) {
        if (step.succeeded()) {
            next.accept(step.result());
            return;
        }
        exchange.request().pause();
        Context own = Vertx.currentContext();
        step.onComplete(done -> own.runOnContext(here -> guarded(exchange, () -> {
            if (exchange.isOver()) {
                left(exchange);
            } else if (done.succeeded()) {
                next.accept(done.result());
            } else {
                refuse(exchange, done.cause());
            }
        })));
    }

    /** The client went away, or was refused, while something was asked for it. */
    private void left(Exchange exchange) {
        if (exchange.finish()) {
            loop.listener().ended(exchange, ExchangeListener.CLIENT_GONE, 0);
        }
    }

    private void guarded(Exchange exchange, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            refuse(exchange, failure);
        }
    }

    private void refuse(Exchange exchange, Throwable failure) {
        if (failure instanceof ProblemException problem) {
            loop.refusals().refuse(exchange, problem);
        } else {
            failed(exchange, failure);
        }
    }

    private void failed(Exchange exchange, Throwable cause) {
        LOG.errorf(cause, "Request %s failed, trace %s", exchange.requestId(), exchange.traceparent());
        loop.refusals().refuse(exchange, Refused.because(500, "internal", "The request failed unexpectedly."));
    }
}
