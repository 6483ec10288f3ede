package dev.quintet.badge.flag;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.identity.BadgePair;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class FlagResourceTest {
    @ParameterizedTest
    @CsvSource({
        "HelloWorld,Hello World,5,Hello World",
        "Serial,Serial Port Interaction,5,Serial Port Interaction",
        "APConn,Badge Access Point,10,[REDACTED]",
        "WebAuth,Badge Web Authentication,10,Badge Web Authentication",
        "FlagTxt,Flag Text,10,Flag Text",
        "secret/flag,Secret Flag,10,Secret Flag"
    })
    void aFlagIsUnlockedOnceAndThenSaidSo(String flag, String name, int points, String repeated) {
        String person = "hunter-" + System.nanoTime();
        TestBadge badge = claimed(person);
        badge.request()
                .get("/capturetheflag/" + flag)
                .then()
                .statusCode(200)
                .body("status", equalTo("SUCCESS"))
                .body("message", equalTo(person + " unlocked: " + name + " for " + points + " points!"));
        badge.request()
                .get("/capturetheflag/" + flag)
                .then()
                .body("message", equalTo(person + " has already unlocked: " + repeated));
    }

    @Test
    void ofFiftyCapturesAtOnceOneUnlocks() throws Exception {
        TestBadge badge = claimed("hunter-" + System.nanoTime());
        ExecutorService threads = Executors.newFixedThreadPool(25);
        try {
            Callable<String> capture = () -> badge.request()
                    .get("/capturetheflag/Serial")
                    .then()
                    .extract()
                    .path("message");
            int unlocked = 0;
            for (Future<String> answer : threads.invokeAll(Collections.nCopies(50, capture))) {
                unlocked +=
                        answer.get().contains(" unlocked: ") && !answer.get().contains("already") ? 1 : 0;
            }
            assertThat(unlocked).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClaimedBadgesCodeLeadsToThePrizeWithoutHeaders() {
        TestBadge badge = claimed("hunter-" + System.nanoTime());
        String code = FlagCode.encode(new BadgePair(badge.uuid(), badge.mac()));
        given().redirects()
                .follow(false)
                .queryParam("code", code)
                .get("/capturetheflag")
                .then()
                .statusCode(302)
                .header("Location", equalTo("https://rb.gy/8dpuen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "====", "%00", "' OR 1=1", "AAAAAAAA"})
    void anyOtherCodeIs404(String code) {
        given().queryParam("code", code).get("/capturetheflag").then().statusCode(404);
        given().get("/capturetheflag").then().statusCode(404);
    }

    @Test
    void anUnclaimedBadgesCodeIs404AndItsFlags401() {
        TestBadge badge = TestBadge.fresh();
        String code = FlagCode.encode(new BadgePair(badge.uuid(), badge.mac()));
        given().queryParam("code", code).get("/capturetheflag").then().statusCode(404);
        badge.request().get("/capturetheflag/Serial").then().statusCode(401);
    }
}
