package dev.quintet.task.debug;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import dev.quintet.common.security.Caller;
import dev.quintet.common.security.CallerTokens;
import dev.quintet.common.security.Roles;
import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.given;

@QuarkusTest
@TaskServiceTest
@TestProfile(RolesTest.Secret.class)
class RolesTest {
    private static final String SECRET = "a secret of the test, long enough for all";

    public static class Secret implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quintet.internal.secret", SECRET);
        }
    }

    private static RequestSpecification as(String role) {
        String token =
                new CallerTokens(SECRET, Clock.systemUTC()).sign(new Caller("test", Set.of(role)), "task-service");
        return given().header("X-Caller", token).contentType("application/json");
    }

    @Test
    void theGreetingAndTheHealthArePublicAndNothingElseIs() {
        given().get("/").then().statusCode(200);
        given().get("/health").then().statusCode(200);
        for (String path : new String[] {"/items/1", "/api/tasks", "/api/queues", "/api/workers", "/debug/config"}) {
            given().get(path).then().statusCode(401);
        }
        given().contentType("application/json")
                .body("{}")
                .post("/items/")
                .then()
                .statusCode(401);
    }

    @Test
    void aViewerReadsAndAnOperatorWrites() {
        as(Roles.VIEWER).get("/api/tasks").then().statusCode(200);
        as(Roles.VIEWER).get("/debug/config").then().statusCode(200);
        as(Roles.VIEWER).get("/debug/profile").then().statusCode(403);
        as(Roles.VIEWER).body("{\"type\":\"echo\"}").post("/api/tasks").then().statusCode(403);
        as(Roles.VIEWER)
                .body("{\"name\":\"a\",\"price\":1}")
                .post("/items/")
                .then()
                .statusCode(403);
        as(Roles.VIEWER).post("/api/queues/default/pause").then().statusCode(403);
        as(Roles.OPERATOR).body("{\"type\":\"echo\"}").post("/api/tasks").then().statusCode(202);
        as(Roles.OPERATOR)
                .body("{\"name\":\"a\",\"price\":1}")
                .post("/items/")
                .then()
                .statusCode(200);
    }
}
