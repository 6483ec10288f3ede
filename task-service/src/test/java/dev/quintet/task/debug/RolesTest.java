package dev.quintet.task.debug;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import dev.quintet.common.security.Roles;
import dev.quintet.task.OtherSettings;
import dev.quintet.task.TaskServiceTest;

import static dev.quintet.task.OtherSettings.as;
import static io.restassured.RestAssured.given;

@QuarkusTest
@TaskServiceTest
@TestProfile(OtherSettings.class)
class RolesTest {
    @Test
    void theGreetingAndTheHealthArePublicAndNothingElseIs() {
        given().get("/").then().statusCode(200);
        given().get("/health").then().statusCode(200);
        for (String path :
                new String[] {"/items/1", "/api/tasks", "/api/queues", "/api/workers", "/api/schedules", "/debug/config"
                }) {
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
        as(Roles.VIEWER).delete("/api/queues/default/limit").then().statusCode(403);
        as(Roles.VIEWER).delete("/api/schedules/any").then().statusCode(403);
        as(Roles.OPERATOR).delete("/api/schedules/any").then().statusCode(404);
        as(Roles.OPERATOR).body("{\"type\":\"echo\"}").post("/api/tasks").then().statusCode(202);
        as(Roles.OPERATOR)
                .body("{\"name\":\"a\",\"price\":1}")
                .post("/items/")
                .then()
                .statusCode(202);
    }
}
