package dev.quintet.backendify.company;

import java.time.Duration;

import dev.quintet.backendify.backend.BackendAnswer;
import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Failed;
import dev.quintet.backendify.cache.CompanyKey;
import dev.quintet.backendify.company.LookupAnswer.Refused;
import dev.quintet.backendify.company.LookupAnswer.UnknownCountry;
import dev.quintet.common.problem.ProblemException;

/** Says what a client is told when there is no company to give: never 500 or 503, for the fault is a backend's. */
final class LookupProblems {
    private final Duration deadline;
    private final Duration retryAfter;

    LookupProblems(CompanyConfig config) {
        this.deadline = config.deadline();
        this.retryAfter = config.retryAfter();
    }

    static ProblemException badRequest(String reason) {
        return ProblemException.of(400, "bad-request", reason + ".");
    }

    static ProblemException absent(CompanyKey key) {
        return ProblemException.of(
                404, "company-not-found", "The backend of " + key.country() + " has no company with this id.");
    }

    /** For every answer but a known one. */
    ProblemException of(LookupAnswer answer, CompanyKey key) {
        if (answer instanceof UnknownCountry) {
            return ProblemException.of(404, "unknown-country", "There is no backend for " + key.country() + ".");
        }
        if (answer instanceof Refused refused) {
            return refused(refused.why(), "The backend of " + key.country() + " gave no answer: ");
        }
        return ProblemException.of(
                        504,
                        "backend-slow",
                        "The backend of " + key.country() + " did not answer within " + deadline.toMillis()
                                + " ms. The question goes on; ask again for its answer.")
                .withRetryAfter(retryAfter);
    }

    private ProblemException refused(BackendAnswer why, String prefix) {
        if (why instanceof Broken broken) {
            return ProblemException.of(502, "backend-broken", prefix + broken.reason() + ".");
        }
        if (why instanceof Failed failed) {
            return ProblemException.of(504, slug(failed), prefix + failed.reason() + ".")
                    .withRetryAfter(failed.retryAfter().compareTo(retryAfter) > 0 ? failed.retryAfter() : retryAfter);
        }
        throw new IllegalStateException("not a refusal: " + why);
    }

    private static String slug(Failed failed) {
        return switch (failed.kind()) {
            case TIMEOUT -> "backend-timeout";
            case CONNECTION -> "backend-unreachable";
            case ERROR -> "backend-error";
            case THROTTLED -> "backend-throttled";
            case CIRCUIT_OPEN -> "backend-circuit-open";
            case OVERLOADED -> "backend-overloaded";
        };
    }
}
