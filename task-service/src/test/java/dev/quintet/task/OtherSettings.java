package dev.quintet.task;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.specification.RequestSpecification;

import dev.quintet.common.security.Caller;
import dev.quintet.common.security.CallerTokens;

import static io.restassured.RestAssured.given;

/** The one other configuration that tests need, so that the service is started for it once: a secret, and no worker. */
public final class OtherSettings implements QuarkusTestProfile {
    private static final String SECRET = "a secret of the test, long enough for all";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quintet.internal.secret", SECRET,
                "quintet.tasks.worker.enabled", "false",
                "quintet.tasks.item.answer-within", "200ms",
                "quintet.tasks.queue.max-backlog", "6");
    }

    /** A request of a caller who has a role. */
    public static RequestSpecification as(String role) {
        String token =
                new CallerTokens(SECRET, Clock.systemUTC()).sign(new Caller("test", Set.of(role)), "task-service");
        return given().header("X-Caller", token).contentType("application/json");
    }
}
