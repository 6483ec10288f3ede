package dev.quintet.gateway.proxy;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jboss.logging.Logger;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.problem.ProblemRoutes;

/** Answers with a problem instead of a service, and leaves the connection in a sure state. */
@Singleton
class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private static final int REQUEST_TIMEOUT = 408;

    private final ProblemRoutes problems;
    private final ExchangeListener listener;

    Refusals(ProblemRoutes problems, ExchangeListener listener) {
        this.problems = problems;
        this.listener = listener;
    }

    /** Ends the exchange. What still comes of its body is thrown away within bounds. */
    void refuse(Exchange exchange, ProblemException problem) {
        if (!exchange.finish()) {
            return;
        }
        HttpServerRequest request = exchange.request();
        HttpServerResponse response = exchange.response();
        response.headers().clear();
        response.setChunked(false);
        exchange.writeAnswerHeaders(response.headers());
        // So that the problem names the same trace as the log and the services.
        request.headers().set("traceparent", exchange.traceparent());
        Leftover leftover = Leftover.of(request, problem.status() == REQUEST_TIMEOUT);
        if (leftover.closes()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        problems.write(request, problem);
        leftover.discard();
        listener.ended(exchange, problem.status(), response.bytesWritten());
    }

    /** Refuses what never became an exchange; the connection's state is unknown and it closes. */
    void refuseUnparsable(HttpServerRequest request) {
        Refused refused = Unparsable.judge(request.decoderResult().cause());
        LOG.debugf("Request of %s cannot be parsed: %s", request.remoteAddress(), refused.getMessage());
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.write(request, refused);
        listener.unparsable(refused.status());
    }
}
