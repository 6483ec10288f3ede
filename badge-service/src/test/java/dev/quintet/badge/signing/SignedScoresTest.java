package dev.quintet.badge.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claimed;
import static dev.quintet.badge.BadgeApi.rules;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class SignedScoresTest {
    private static final String PATH = "/games/me/Labyrinth";
    private static final String BODY = "{\"score\":5,\"duration\":1}";

    private TestBadge badge;
    private String key;

    @BeforeEach
    void labyrinthAsksForSignatures() {
        badge = claimed("signer-" + System.nanoTime());
        key = badge.request()
                .post("/badge/key")
                .then()
                .statusCode(200)
                .body("data.key", matchesPattern("[0-9a-f]{64}"))
                .extract()
                .path("data.key");
        rules("Labyrinth", "required", null, null);
    }

    @AfterEach
    void labyrinthTakesAnythingAgain() {
        rules("Labyrinth", "accepted", null, null);
    }

    @Test
    void aRightSignatureIsTakenOnceAndTheNextCounterAgain() throws Exception {
        signed(1, BODY).then().statusCode(200);
        signed(1, BODY)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:quintet:problem:counter-used"))
                .body("detail", equalTo("The counter must be higher than 1, which was used."));
        signed(7, "{\"score\":6,\"duration\":1}").then().statusCode(200);
        signed(6, "{\"score\":7,\"duration\":1}").then().statusCode(409);
        badge.request().get(PATH).then().body("data.score", equalTo(List.of(6, 5)));
    }

    @Test
    void aStolenUuidAloneDoesNothingWhereSigningIsRequired() {
        badge.submit("Labyrinth", 5, 1).then().statusCode(401);
        badge.request()
                .body("{\"hs\":[[\"BO\",5,1],[\"LA\",5,1]]}")
                .post("/badge/verify")
                .then()
                .statusCode(401);
        badge.request().post("/badge/key").then().statusCode(409);
        badge.request().get("/games/me").then().body("data", hasSize(0));
    }

    @Test
    void anythingThatDiffersFromWhatWasSignedIs401() throws Exception {
        String other = "00".repeat(32);
        call(badge, 3, mac(other, text("POST", PATH, badge, 3, BODY)), BODY).statusCode(401);
        call(badge, 3, mac(key, text("PUT", PATH, badge, 3, BODY)), BODY).statusCode(401);
        call(badge, 3, mac(key, text("POST", "/games/me/Breakout", badge, 3, BODY)), BODY)
                .statusCode(401);
        call(badge, 3, mac(key, text("POST", PATH, TestBadge.fresh(), 3, BODY)), BODY)
                .statusCode(401);
        call(badge, 4, mac(key, text("POST", PATH, badge, 3, BODY)), BODY).statusCode(401);
        call(badge, 3, mac(key, text("POST", PATH, badge, 3, BODY)), "{\"score\":9,\"duration\":1}")
                .statusCode(401);
        TestBadge unsigned = claimed("keyless-" + System.nanoTime());
        call(unsigned, 3, mac(key, text("POST", PATH, unsigned, 3, BODY)), BODY).statusCode(401);
        badge.request().get(PATH).then().body("data", hasSize(0));
        // None of these used the counter up.
        signed(3, BODY).then().statusCode(200);
    }

    @Test
    void malformedHeadersAre400() throws Exception {
        String good = mac(key, text("POST", PATH, badge, 1, BODY));
        for (String counter : new String[] {"0", "-1", "1.5", "x", "9007199254740992", "99999999999999999"}) {
            badge.request()
                    .header(SignedCall.COUNTER, counter)
                    .header(SignedCall.SIGNATURE, good)
                    .body(BODY)
                    .post(PATH)
                    .then()
                    .statusCode(400);
        }
        badge.request()
                .header(SignedCall.COUNTER, "1")
                .body(BODY)
                .post(PATH)
                .then()
                .statusCode(400);
        badge.request()
                .header(SignedCall.SIGNATURE, good)
                .body(BODY)
                .post(PATH)
                .then()
                .statusCode(400);
        badge.request()
                .header(SignedCall.COUNTER, "1")
                .header(SignedCall.SIGNATURE, good.substring(2))
                .body(BODY)
                .post(PATH)
                .then()
                .statusCode(400);
    }

    @Test
    void ofManyWithTheSameCounterAtOnceOneIsTaken() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String body = "{\"score\":" + i + ",\"duration\":1}";
                String signature = mac(key, text("POST", PATH, badge, 1, body));
                answers.add(threads.submit(
                        () -> call(badge, 1, signature, body).extract().statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        } finally {
            threads.shutdownNow();
        }
        badge.request().get(PATH).then().body("data", hasSize(1));
    }

    @Test
    void staffGiveABadgeANewKeyAndTheOldOneIsWorthNothing() throws Exception {
        signed(5, BODY).then().statusCode(200);
        int id = given().get("/badge/staff/badges?pageSize=100")
                .then()
                .statusCode(200)
                .extract()
                .path("data.find { it.uuid == '" + badge.uuid() + "' }.id");
        String newKey = given().post("/badge/staff/badges/" + id + "/key")
                .then()
                .statusCode(200)
                .extract()
                .path("data.key");
        signed(6, "{\"score\":6,\"duration\":1}").then().statusCode(401);
        key = newKey;
        signed(1, "{\"score\":6,\"duration\":1}").then().statusCode(200);
        given().delete("/badge/staff/badges/" + id + "/key").then().statusCode(200);
        signed(2, "{\"score\":7,\"duration\":1}").then().statusCode(401);
    }

    @Test
    void aSignedListIsTakenAndItsCounterUsed() throws Exception {
        String body = "{\"hs\":[[\"LA\",50,1]]}";
        String signature = mac(key, text("POST", "/badge/verify", badge, 1, body));
        for (int status : new int[] {200, 409}) {
            badge.request()
                    .header(SignedCall.COUNTER, 1)
                    .header(SignedCall.SIGNATURE, signature)
                    .body(body)
                    .post("/badge/verify")
                    .then()
                    .statusCode(status);
        }
    }

    private Response signed(long counter, String body) throws Exception {
        return call(badge, counter, mac(key, text("POST", PATH, badge, counter, body)), body)
                .extract()
                .response();
    }

    private static io.restassured.response.ValidatableResponse call(
            TestBadge sender, long counter, String signature, String body) {
        return sender.request()
                .header(SignedCall.COUNTER, counter)
                .header(SignedCall.SIGNATURE, signature)
                .body(body)
                .post(PATH)
                .then();
    }

    private static String text(String method, String path, TestBadge sender, long counter, String body)
            throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        return method + "\n" + path + "\n" + sender.uuid() + "\n" + counter + "\n"
                + HexFormat.of().formatHex(hash);
    }

    private static String mac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
