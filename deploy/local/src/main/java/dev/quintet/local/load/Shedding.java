package dev.quintet.local.load;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/**
 * Tells documented refusals from errors: 429 and 503 of a service that protects itself, and 504 of the company lookup
 * whose legacy backends are unreliable, from it or, on a machine too busy for it, from the gateway. Each must be a well-formed problem and say by {@code Retry-After} when to come
 * again; without that it is an error.
 */
final class Shedding {

    private static final String BACKEND_PROBLEM = "urn:quintet:problem:backend-";
    private static final String GATEWAY_PROBLEM = "urn:quintet:problem:timeout";

    private Shedding() {}

    /** What kind of refusal it is; empty if it is none. */
    static Optional<String> kind(Endpoint endpoint, Answer answer) {
        int status = answer.status();
        boolean known = status == 429 || status == 503 || (status == 504 && endpoint == Endpoint.LOOKUP);
        if (!known || !retryAfterIsSane(answer)) {
            return Optional.empty();
        }
        try {
            JsonNode problem = Expect.problem(answer, status);
            if (status == 504) {
                String type = problem.path("type").asText();
                if (type.equals(GATEWAY_PROBLEM)) {
                    return Optional.of("504 too slow");
                }
                return type.startsWith(BACKEND_PROBLEM) ? Optional.of("504 backend") : Optional.empty();
            }
            return Optional.of(status == 429 ? "429 too many" : "503 shed");
        } catch (WrongAnswerException malformed) {
            return Optional.empty();
        }
    }

    private static boolean retryAfterIsSane(Answer answer) {
        return answer.header("Retry-After").orElse("").matches("[0-9]{1,5}");
    }
}
