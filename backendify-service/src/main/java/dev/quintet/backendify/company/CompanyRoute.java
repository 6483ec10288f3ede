package dev.quintet.backendify.company;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import dev.quintet.backendify.backend.Cancellable;
import dev.quintet.backendify.cache.CompanyKey;
import dev.quintet.backendify.cache.StoredCompany;
import dev.quintet.backendify.company.LookupAnswer.Known;
import dev.quintet.backendify.metrics.Outcome;
import dev.quintet.backendify.metrics.RequestMetrics;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.problem.ProblemRoutes;

/**
 * {@code GET /company}: a route of Vert.x itself, before all that Quarkus puts in front of REST resources, because a hit
 * should cost little more than the parsing of the request. ADR 0040 has the figures.
 */
@Singleton
public class CompanyRoute {
    /** Before authentication and everything else: the lookup is public. */
    static final int BEFORE_ALL = -20_000;

    private static final CharSequence X_CACHE = HttpHeaders.createOptimized("X-Cache");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final CompanyLookup lookup;
    private final LookupProblems problems;
    private final ProblemRoutes problemRoutes;
    private final RequestMetrics metrics;
    private final Duration deadline;
    private final Vertx vertx;
    private final Clock clock;

    @Inject
    CompanyRoute(
            CompanyLookup lookup,
            LookupProblems problems,
            ProblemRoutes problemRoutes,
            RequestMetrics metrics,
            CompanyConfig config,
            Vertx vertx,
            Clock clock) {
        this.lookup = lookup;
        this.problems = problems;
        this.problemRoutes = problemRoutes;
        this.metrics = metrics;
        this.deadline = config.deadline();
        this.vertx = vertx;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.route("/company").order(BEFORE_ALL).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        handle(routing.request());
    }

    void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            problemRoutes.write(
                    request,
                    ProblemException.of(
                                    405, "method-not-allowed", "This address takes GET, not " + request.method() + ".")
                            .withHeader("Allow", "GET, HEAD"));
            return;
        }
        Asked asked = new Asked(request, System.nanoTime());
        CompanyKey key;
        try {
            key = QueryParameters.companyKey(request.query());
        } catch (IllegalArgumentException malformed) {
            asked.ended(Outcome.BAD_REQUEST, false);
            problemRoutes.write(request, LookupProblems.badRequest(malformed.getMessage()));
            return;
        }
        Optional<Known> known = lookup.known(key);
        if (known.isPresent()) {
            asked.answer(key, known.get());
        } else {
            ask(asked, key);
        }
    }

    private void ask(Asked asked, CompanyKey key) {
        Context loop = vertx.getOrCreateContext();
        AtomicBoolean over = new AtomicBoolean();
        Cancellable waiting = lookup.ask(key, deadline, answer -> {
            if (over.compareAndSet(false, true)) {
                loop.runOnContext(now -> asked.answer(key, answer));
            }
        });
        asked.request.response().closeHandler(gone -> {
            if (over.compareAndSet(false, true)) {
                waiting.cancel();
                asked.ended(Outcome.ABORTED, false);
            }
        });
    }

    /** One request, and how it is answered. */
    private final class Asked {
        private final HttpServerRequest request;
        private final long since;

        Asked(HttpServerRequest request, long since) {
            this.request = request;
            this.since = since;
        }

        void answer(CompanyKey key, LookupAnswer answer) {
            ended(LookupOutcomes.of(answer), LookupOutcomes.isHit(answer));
            if (!(answer instanceof Known known)) {
                problemRoutes.write(request, problems.of(answer, key));
            } else if (!StoredCompany.exists(known.stored())) {
                problemRoutes.write(request, LookupProblems.absent(key));
            } else {
                company(key, known);
            }
        }

        private void company(CompanyKey key, Known known) {
            Instant now = clock.instant();
            long age = LookupOutcomes.isHit(known) ? StoredCompany.age(known.stored(), now.getEpochSecond()) : 0;
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                    .putHeader(X_CACHE, known.source().header)
                    .putHeader(HttpHeaders.AGE, Long.toString(age))
                    .end(Buffer.buffer(CompanyJson.write(key.id(), known.stored(), now)));
        }

        void ended(Outcome outcome, boolean fromCache) {
            metrics.ended(outcome, fromCache, System.nanoTime() - since);
        }
    }
}
