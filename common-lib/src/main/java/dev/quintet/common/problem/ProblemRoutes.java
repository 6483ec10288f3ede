package dev.quintet.common.problem;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Gives failures outside the REST layer (no such route, body too large, broken request) the same form. */
@Singleton
public class ProblemRoutes {
    private static final Logger LOG = Logger.getLogger(ProblemRoutes.class);
    /** Before every route of Quarkus, so that its failures come here first. */
    private static final int FIRST = -10_000;

    private final ObjectMapper mapper;

    private final long maxBodySize;

    ProblemRoutes(
            ObjectMapper mapper, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.mapper = mapper;
        this.maxBodySize = maxBodySize.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::refuseLargeBody).failureHandler(this::fail);
    }

    /** Quarkus refuses it too, but without a word. A chunked body is counted while it is read. */
    private void refuseLargeBody(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || (length.length() <= 18 && Long.parseLong(length) <= maxBodySize)) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(sent -> context.request().connection().close());
        write(context, tooLarge(maxBodySize));
    }

    static ProblemException tooLarge(long maxBodySize) {
        return ProblemException.of(413, slug(413), "The body may have " + maxBodySize + " bytes at most.");
    }

    private void fail(RoutingContext context) {
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        Throwable cause = context.failure();
        if (cause instanceof ProblemException problem) {
            write(context, problem);
            return;
        }
        int status = context.statusCode() >= 400 ? context.statusCode() : 500;
        if (status >= 500) {
            Problem problem = problem(context.request(), status, "internal", "The request failed unexpectedly.");
            LOG.errorf(
                    cause, "%s %s failed, trace %s", context.request().method(), problem.instance(), problem.traceId());
            write(context.request(), problem, Map.of());
            return;
        }
        write(context, ProblemException.of(status, slug(status), detail(status)));
    }

    /** Answers with the problem, unless the answer has begun. */
    public void write(RoutingContext context, ProblemException exception) {
        write(context.request(), exception);
    }

    /** Answers with the problem; for handlers below the router. */
    public void write(HttpServerRequest request, ProblemException exception) {
        Problem problem = Problem.of(
                exception.status(),
                exception.slug(),
                exception.getMessage(),
                request.path(),
                TraceIds.current(request.getHeader("traceparent")),
                exception.errors());
        write(request, problem, exception.headers());
    }

    private void write(HttpServerRequest request, Problem problem, Map<String, String> headers) {
        var response = request.response();
        if (response.headWritten() || response.ended()) {
            return;
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        try {
            response.end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Problem problem(HttpServerRequest request, int status, String slug, String detail) {
        String traceId = TraceIds.current(request.getHeader("traceparent"));
        return Problem.of(status, slug, detail, request.path(), traceId, List.of());
    }

    static String slug(int status) {
        return switch (status) {
            case 400 -> "bad-request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 408 -> "request-timeout";
            case 409 -> "conflict";
            case 411 -> "length-required";
            case 413 -> "body-too-large";
            case 414 -> "uri-too-long";
            case 415 -> "unsupported-media-type";
            case 422 -> "validation";
            case 429 -> "too-many-requests";
            case 431 -> "headers-too-large";
            case 500 -> "internal";
            case 501 -> "not-implemented";
            case 502 -> "bad-gateway";
            case 503 -> "unavailable";
            case 504 -> "timeout";
            default -> status < 500 ? "bad-request" : "internal";
        };
    }

    static String detail(int status) {
        return switch (status) {
            case 400 -> "The request cannot be understood.";
            case 401 -> "This call needs a caller's identity.";
            case 403 -> "The caller's role does not allow this call.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not have that method.";
            case 406 -> "None of the accepted media types can be produced.";
            case 413 -> "The body is larger than this address takes.";
            case 415 -> "The body's media type is not understood here.";
            case 431 -> "The headers are larger than this server takes.";
            case 503 -> "The service cannot answer now.";
            default -> "The request was refused.";
        };
    }
}
