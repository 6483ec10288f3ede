package dev.quintet.gateway.events;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.problem.ProblemRoutes;

/** {@code GET /api/events}: the feed as server-sent events. The route table has checked the caller's role. */
@Singleton
class EventsEndpoint {
    private static final Logger LOG = Logger.getLogger(EventsEndpoint.class);
    static final String PATH = "/api/events";
    private static final String HELLO = "retry: 2000\n: here is the live feed\n\n";

    private final EventFeed feed;
    private final EventStream stream;
    private final EventsConfig config;
    private final ProblemRoutes problems;

    EventsEndpoint(EventFeed feed, EventStream stream, EventsConfig config, ProblemRoutes problems) {
        this.feed = feed;
        this.stream = stream;
        this.config = config;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::listen);
    }

    private void listen(RoutingContext context) {
        try {
            EventFilter filter = EventFilter.of(context.queryParam("service"), context.queryParam("kind"));
            open(context, filter, resumeFrom(context));
        } catch (IllegalArgumentException wrong) {
            problems.write(context, ProblemException.of(400, "bad-request", wrong.getMessage()));
        } catch (ProblemException problem) {
            problems.write(context, problem);
        }
    }

    private static Optional<EventId> resumeFrom(RoutingContext context) {
        String last = context.request().getHeader("Last-Event-ID");
        if (last == null || last.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(EventId.parse(last)
                .orElseThrow(() -> new IllegalArgumentException("Last-Event-ID is not the id of an event")));
    }

    private void open(RoutingContext routing, EventFilter filter, Optional<EventId> resumed) {
        HttpServerResponse response = routing.response();
        Context context = Vertx.currentContext();
        EventListener listener = new EventListener(
                response,
                routing.request().connection(),
                context,
                filter,
                config.buffer(),
                resumed.orElseGet(feed::position),
                resumed.isPresent());
        if (!feed.add(listener)) {
            throw ProblemException.of(503, "unavailable", "There are too many listeners.")
                    .withRetryAfter(Duration.ofSeconds(5));
        }
        routing.addEndHandler(ended -> {
            feed.remove(listener);
            listener.close();
        });
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // For a proxy before the gateway that would collect the pieces.
                .putHeader("X-Accel-Buffering", "no")
                .write(HELLO);
        if (resumed.isPresent()) {
            resume(listener, context, 0);
        }
    }

    /** Page by page, and only while the client takes them. */
    private void resume(EventListener listener, Context context, int sent) {
        if (listener.isClosed()) {
            return;
        }
        if (listener.isFull()) {
            context.owner().setTimer(50, later -> context.runOnContext(now -> resume(listener, context, sent)));
            return;
        }
        stream.after(listener.last())
                .subscribe()
                .with(
                        page -> context.runOnContext(now -> {
                            page.events().forEach(listener::past);
                            listener.seen(page.upTo());
                            int all = sent + page.events().size();
                            if (page.full() || !listener.goLive()) {
                                resumeOrCut(listener, context, all);
                            }
                        }),
                        failure -> {
                            LOG.debugf("A listener cannot catch up: %s", failure.getMessage());
                            context.runOnContext(now -> listener.cut());
                        });
    }

    private void resumeOrCut(EventListener listener, Context context, int sent) {
        if (sent < config.maxResumed()) {
            resume(listener, context, sent);
        } else {
            listener.cut();
        }
    }
}
