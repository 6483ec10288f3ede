package dev.quintet.backendify.company;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

import dev.quintet.backendify.backend.BackendAddress;
import dev.quintet.backendify.backend.BackendSetup;
import dev.quintet.backendify.backend.Backends;
import dev.quintet.backendify.backend.Timeline;
import dev.quintet.backendify.cache.CompanyCache;
import dev.quintet.backendify.cache.HeapCache;
import dev.quintet.backendify.cache.NoSecondLevel;
import dev.quintet.backendify.metrics.RequestMetrics;
import dev.quintet.common.problem.ProblemRoutes;

/**
 * Answers questions of its own before the port opens, with a cache and a backend of its own, so that the first clients meet
 * code that is loaded and compiled. Without it, thousands of them a second wait through the second that this takes on one
 * CPU, abort, come again, and their connections fill a small heap. Nothing of it is counted or kept.
 */
@Singleton
public class Rehearsal {
    private static final Logger LOG = Logger.getLogger(Rehearsal.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;
    private static final int COMPANIES = 50;
    private static final String HOST = "127.0.0.1";
    private static final String COUNTRY = "zz";
    private static final int CACHE_BYTES = 256 * 1024;

    private final CompanyConfig config;
    private final BackendSetup backendSetup;
    private final LookupProblems problems;
    private final ProblemRoutes problemRoutes;
    private final Vertx vertx;
    private final Timeline timeline;
    private final Clock clock;

    Rehearsal(
            CompanyConfig config,
            BackendSetup backendSetup,
            LookupProblems problems,
            ProblemRoutes problemRoutes,
            Vertx vertx,
            Timeline timeline,
            Clock clock) {
        this.config = config;
        this.backendSetup = backendSetup;
        this.problems = problems;
        this.problemRoutes = problemRoutes;
        this.vertx = vertx;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Blocks until all is answered, for ten seconds at most; a failure costs no more than the warmth. */
    void start(@Observes StartupEvent start) throws InterruptedException {
        if (config.rehearsal() == 0) {
            return;
        }
        HttpServer legacy = vertx.createHttpServer().requestHandler(Rehearsal::legacy);
        HttpServer door = vertx.createHttpServer();
        HttpClient toLegacy = backendSetup.client();
        HttpClient toDoor = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(AT_ONCE));
        CountDownLatch open = new CountDownLatch(config.rehearsal());
        long began = timeline.nanoTime();
        legacy.listen(0, HOST)
                .compose(listening -> {
                    Backends backends = backendSetup.none(toLegacy, timeline);
                    backends.put(BackendAddress.of(COUNTRY, "http://" + HOST + ":" + listening.actualPort()));
                    return door.requestHandler(route(backends)::handle).listen(0, HOST);
                })
                .onSuccess(listening -> {
                    AtomicInteger sent = new AtomicInteger();
                    for (int i = 0; i < AT_ONCE; i++) {
                        ask(toDoor, listening.actualPort(), sent, open);
                    }
                })
                .onFailure(failure -> LOG.infof("no rehearsal: %s", failure.getMessage()));
        boolean done = open.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        Future.join(toDoor.close(), door.close(), toLegacy.close(), legacy.close())
                .onFailure(failure -> LOG.debugf(failure, "the rehearsal's connections did not close"));
        LOG.debugf(
                "rehearsed %s in %d ms",
                done ? "all" : "some",
                Duration.ofNanos(timeline.nanoTime() - began).toMillis());
    }

    private CompanyRoute route(Backends backends) {
        HeapCache heap = new HeapCache(
                CACHE_BYTES, Duration.ofMinutes(1), Duration.ofMinutes(1), clock, Ticker.systemTicker(), (k, v) -> {});
        CompanyLookup lookup = new CompanyLookup(
                new CompanyCache(heap, new NoSecondLevel()), backends, timeline, clock, config.maxWaiting());
        return new CompanyRoute(lookup, problems, problemRoutes, RequestMetrics.unread(), config, vertx, clock);
    }

    /** Half of the questions go to the backend, the others are mostly known. */
    private void ask(HttpClient client, int port, AtomicInteger sent, CountDownLatch open) {
        int number = sent.getAndIncrement();
        if (number >= config.rehearsal()) {
            return;
        }
        int id = number % 2 == 0 ? number : number % COMPANIES;
        client.request(HttpMethod.GET, port, HOST, "/company?id=" + id + "&country_iso=" + COUNTRY)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .onComplete(answered -> {
                    open.countDown();
                    ask(client, port, sent, open);
                });
    }

    private static void legacy(HttpServerRequest request) {
        if (request.path().endsWith("4")) {
            request.response().setStatusCode(404).end();
        } else {
            request.response()
                    .putHeader("Content-Type", "application/x-company-v2")
                    .end("{\"company_name\":\"Rehearsal\",\"tin\":\"1\",\"dissolved_on\":\"2000-01-01T00:00:00Z\"}");
        }
    }
}
