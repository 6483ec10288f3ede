package dev.quintet.common.problem;

import java.util.List;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that reaches the REST layer leaves it as a {@link Problem}. */
@Singleton
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final AllowedMethods allowedMethods;

    ProblemMappers(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException exception, HttpServerRequest request) {
        return respond(request, exception, Response.status(exception.status()));
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException exception, HttpServerRequest request) {
        List<FieldError> errors = exception.getConstraintViolations().stream()
                .map(Violations::toFieldError)
                .sorted(Violations.ORDER)
                .toList();
        return problem(ProblemException.invalid(errors), request);
    }

    @ServerExceptionMapper
    public Response json(MismatchedInputException exception, HttpServerRequest request) {
        return problem(JsonProblems.of(exception), request);
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException exception, HttpServerRequest request) {
        return problem(
                status(401).withHeader("WWW-Authenticate", "ApiKey realm=\"quintet\", Bearer realm=\"quintet\""),
                request);
    }

    @ServerExceptionMapper
    public Response authenticationFailed(AuthenticationFailedException exception, HttpServerRequest request) {
        return unauthorized(new UnauthorizedException(exception), request);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException exception, HttpServerRequest request) {
        return problem(status(403), request);
    }

    /** Failures of the REST layer itself: no such path, wrong method or media type, a body it could not read. */
    @ServerExceptionMapper
    public Response rest(WebApplicationException exception, HttpServerRequest request) {
        Throwable cause = exception.getCause();
        if (cause instanceof JsonProcessingException unreadable) {
            return problem(JsonProblems.of(unreadable), request);
        }
        if (cause instanceof NumberFormatException noNumber) {
            List<FieldError> wrong = wrongNumbers(noNumber, request);
            if (!wrong.isEmpty()) {
                return problem(ProblemException.invalid(wrong), request);
            }
        }
        int status = exception.getResponse().getStatus();
        if (status < 400) {
            return exception.getResponse();
        }
        if (status >= 500) {
            return unexpected(exception, request);
        }
        Response.ResponseBuilder response = Response.status(status);
        ProblemException problem = status(status);
        if (exception instanceof NotAllowedException) {
            String allowed = allowedMethods.of(request.path());
            problem = ProblemException.of(
                            405,
                            "method-not-allowed",
                            "This address takes " + allowed + ", not "
                                    + request.method().name() + ".")
                    .withHeader("Allow", allowed);
        } else if (exception instanceof NotSupportedException) {
            String given = request.getHeader("Content-Type");
            problem = ProblemException.of(
                    415,
                    "unsupported-media-type",
                    given == null
                            ? "The body needs a Content-Type that this address understands."
                            : "This address does not understand the body's Content-Type.");
        }
        return respond(request, problem, response);
    }

    /** To the REST layer an address whose query has no number where one is wanted does not exist; which, it does not say. */
    private static List<FieldError> wrongNumbers(NumberFormatException noNumber, HttpServerRequest request) {
        return request.params().entries().stream()
                .filter(given -> String.valueOf(noNumber.getMessage()).contains('"' + given.getValue() + '"'))
                .map(given -> new FieldError(List.of("query", given.getKey()), "must be an integer"))
                .toList();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable exception, HttpServerRequest request) {
        Problem problem = body(status(500), request);
        LOG.errorf(exception, "%s %s failed, trace %s", request.method(), request.path(), problem.traceId());
        return Response.status(500).type(Problem.MEDIA_TYPE).entity(problem).build();
    }

    private static ProblemException status(int status) {
        return ProblemException.of(status, ProblemRoutes.slug(status), ProblemRoutes.detail(status));
    }

    private static Response respond(
            HttpServerRequest request, ProblemException exception, Response.ResponseBuilder response) {
        exception.headers().forEach(response::header);
        return response.type(Problem.MEDIA_TYPE)
                .entity(body(exception, request))
                .build();
    }

    private static Problem body(ProblemException exception, HttpServerRequest request) {
        return Problem.of(
                exception.status(),
                exception.slug(),
                exception.getMessage(),
                request.path(),
                TraceIds.current(request.getHeader("traceparent")),
                exception.errors());
    }
}
