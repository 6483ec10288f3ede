package dev.quintet.backendify.company;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import dev.quintet.backendify.backend.Backends;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.problem.ProblemRoutes;

/** {@code GET /status} and {@code GET /}: what the load balancer asks. */
@Singleton
public class StatusRoute {
    private final Backends backends;
    private final ProblemRoutes problems;

    StatusRoute(Backends backends, ProblemRoutes problems) {
        this.backends = backends;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.get("/status").order(CompanyRoute.BEFORE_ALL).handler(this::handle);
        router.get("/").order(CompanyRoute.BEFORE_ALL).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (backends.isEmpty()) {
            problems.write(
                    context,
                    ProblemException.of(503, "no-backend", "No backend is known.")
                            .withRetryAfter(Duration.ofSeconds(1)));
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"message\":\"OK\"}");
    }
}
