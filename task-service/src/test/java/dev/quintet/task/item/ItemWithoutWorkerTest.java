package dev.quintet.task.item;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import dev.quintet.common.security.Roles;
import dev.quintet.task.OtherSettings;
import dev.quintet.task.TaskServiceTest;

import static dev.quintet.task.OtherSettings.as;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TaskServiceTest
@TestProfile(OtherSettings.class)
class ItemWithoutWorkerTest {
    private static final String ITEM = "{\"id\":1,\"name\":\"a\",\"price\":1}";
    private static final int MOST = 6;

    @Test
    void anItemThatNoWorkerTakesIsAcceptedWithItsTasksAddressAndPastTheLimitRefused() {
        String path = as(Roles.OPERATOR)
                .body(ITEM)
                .post("/items/")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        as(Roles.VIEWER)
                .get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("waiting"))
                .body("type", equalTo("item.process"));
        as(Roles.VIEWER).get(path + "?wait=100ms").then().statusCode(200).body("state", equalTo("waiting"));
        as(Roles.OPERATOR).delete(path).then().statusCode(200).body("state", equalTo("cancelled"));

        int waiting = as(Roles.VIEWER).get("/api/queues").path("[0].waiting");
        for (int i = waiting; i < MOST; i++) {
            as(Roles.OPERATOR).body(ITEM).post("/items").then().statusCode(202);
        }
        as(Roles.OPERATOR)
                .body(ITEM)
                .post("/items")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:quintet:problem:queue-full"));
        as(Roles.VIEWER).get("/health").then().statusCode(200).body("components.workers", equalTo(0));
        String left = as(Roles.VIEWER)
                .get("/api/tasks?state=waiting")
                .then()
                .extract()
                .asString();
        for (String id : JsonPath.from(left).<String>getList("tasks.id")) {
            as(Roles.OPERATOR).delete("/api/tasks/" + id).then().statusCode(200);
        }
    }
}
