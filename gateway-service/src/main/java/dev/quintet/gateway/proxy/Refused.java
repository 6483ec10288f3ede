package dev.quintet.gateway.proxy;

import java.time.Duration;

import dev.quintet.common.problem.ProblemException;

/** The gateway answers a request by itself, with a problem. */
public final class Refused extends ProblemException {
    private Refused(int status, String slug, String detail) {
        super(status, slug, detail, null);
    }

    private Refused(int status, String slug, String detail, Duration retryAfter) {
        super(status, slug, detail, null, retryAfter);
    }

    static Refused because(int status, String slug, String detail) {
        return new Refused(status, slug, detail);
    }

    static Refused badRequest(String detail) {
        return new Refused(400, "bad-request", detail);
    }

    static Refused requestTimeout() {
        return new Refused(408, "request-timeout", "The request's body did not come in time.");
    }

    static Refused bodyTooLarge(long limit) {
        return new Refused(413, "body-too-large", "The body is larger than " + limit + " bytes.");
    }

    static Refused notFound() {
        return new Refused(404, "not-found", "There is nothing at this address.");
    }

    static Refused badGateway(String service) {
        return new Refused(502, "bad-gateway", "The " + service + " service broke the connection off.");
    }

    static Refused brokenBody() {
        return badRequest("The body is not well-formed HTTP.");
    }

    static Refused tooMany(Duration retryAfter) {
        return new Refused(429, "too-many-requests", "This caller asks more often than it may.", retryAfter);
    }

    static Refused unavailable(String service, Duration retryAfter) {
        return new Refused(503, "unavailable", "The " + service + " service cannot be reached now.", retryAfter);
    }

    static Refused overloaded(String service) {
        return new Refused(
                503, "overloaded", "The " + service + " service has too much to do now.", Duration.ofSeconds(1));
    }

    static Refused timeout(String service) {
        return new Refused(
                504, "timeout", "The " + service + " service did not answer in time.", Duration.ofSeconds(1));
    }
}
