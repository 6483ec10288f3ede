package dev.quintet.badge.registration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.redis.client.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.common.api.badge.BadgeHeaders;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claim;
import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class RegistrationResourceTest {
    @Inject
    RedisConnector redis;

    @Test
    void anUnclaimedBadgeGetsTheSameCodeAgainKeptBothWaysInRedisWithOneTimeToLive() {
        TestBadge badge = TestBadge.fresh();
        String code = badge.request()
                .post("/badge/register")
                .then()
                .statusCode(200)
                .body("status", equalTo("SUCCESS"))
                .body("registered", equalTo("0"))
                .body("registration_code", matchesPattern("[0-9a-f]{8}"))
                .extract()
                .path("registration_code");

        assertThat(badge.code()).isEqualTo(code);
        String joined = badge.uuid() + "|" + badge.mac();
        assertThat(redis.call(Command.GET, code).toString()).isEqualTo(joined);
        assertThat(redis.call(Command.GET, joined).toString()).isEqualTo(code);
        assertThat(redis.call(Command.PTTL, code).toLong()).isBetween(800_000L, 900_000L);
        assertThat(redis.call(Command.PEXPIRETIME, code).toLong())
                .isEqualTo(redis.call(Command.PEXPIRETIME, joined).toLong());
    }

    @Test
    void aClaimedBadgeIsRegisteredWithoutACode() {
        TestBadge badge = claimed("alice");
        for (String path : List.of("/badge/register", "/badge/verify")) {
            badge.request()
                    .post(path)
                    .then()
                    .statusCode(200)
                    .body("registered", equalTo("1"))
                    .body("registration_code", nullValue());
        }
    }

    @Test
    void claimingMakesThePersonAndUsesTheCodeUp() {
        TestBadge badge = TestBadge.fresh();
        String code = badge.code();
        claim(code.toUpperCase(Locale.ROOT), "bob", "42")
                .then()
                .statusCode(201)
                .body("discord_handle", equalTo("bob"))
                .body("discord_user_id", equalTo("42"))
                .body("uuid", equalTo(badge.uuid()))
                .body("mac_address", equalTo(badge.mac()));

        claim(code, "carol", "43").then().statusCode(409).body("detail", containsString("already been claimed"));
        assertThat(redis.call(Command.GET, code)).isNull();
    }

    @Test
    void anUnknownCodeIs404() {
        claim("00000000", "dave", "44")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:quintet:problem:unknown-code"));
    }

    @Test
    void tooManyWrongCodesAreRefusedEvenBeforeARightOne() {
        String code = TestBadge.fresh().code();
        for (int i = 0; i < 10; i++) {
            claim("0000000" + i, "eve", "guesser").then().statusCode(404);
        }
        claim(code, "eve", "guesser").then().statusCode(429).header("Retry-After", matchesPattern("[1-9][0-9]*"));
        claim(code, "frank", "45").then().statusCode(201);
    }

    @Test
    void ofAHundredClaimsAtOnceOneWins() throws Exception {
        TestBadge badge = TestBadge.fresh();
        String code = badge.code();
        ExecutorService threads = Executors.newFixedThreadPool(25);
        try {
            List<Callable<Integer>> claims = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String person = "racer-" + i;
                claims.add(() -> claim(code, person, person).statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(claims)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).hasSize(100).containsOnly(201, 409).containsOnlyOnce(201);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aHundredRegistrationsAtOnceGiveOneCode() throws Exception {
        TestBadge badge = TestBadge.fresh();
        ExecutorService threads = Executors.newFixedThreadPool(25);
        try {
            Callable<String> ask = badge::code;
            List<String> codes = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(Collections.nCopies(100, ask))) {
                codes.add(answer.get());
            }
            assertThat(codes).hasSize(100).containsOnly(codes.get(0));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aMissingHeaderIs400AndNamed() {
        given().post("/badge/register")
                .then()
                .statusCode(400)
                .body("detail", equalTo("X-Token header invalid - panda-xpress missing"));
        given().header(BadgeHeaders.UUID, "u")
                .post("/badge/register")
                .then()
                .statusCode(400)
                .body("detail", equalTo("X-Token header invalid - panda-mac is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "quintet:badges:x", "ünï"})
    void aMalformedHeaderIs400(String uuid) {
        given().header(BadgeHeaders.UUID, uuid)
                .header(BadgeHeaders.MAC, "m")
                .post("/badge/register")
                .then()
                .statusCode(400)
                .body("detail", containsString("panda-xpress"));
    }

    @Test
    void anOverlongHeaderIs400() {
        given().header(BadgeHeaders.UUID, "u")
                .header(BadgeHeaders.MAC, "m".repeat(129))
                .post("/badge/register")
                .then()
                .statusCode(400)
                .body("detail", containsString("panda-mac"));
    }

    @Test
    void sqlInAHeaderIsJustAName() {
        new TestBadge("' OR 1=1; DROP TABLE users; --", "m")
                .request()
                .get("/games/list")
                .then()
                .statusCode(401)
                .body("detail", equalTo("Invalid panda-xpress & panda-mac combination."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"registration_code\":\"xyz\",\"discord_handle\":\"a\",\"discord_user_id\":\"1\"}",
                "{\"discord_handle\":\"a\",\"discord_user_id\":\"1\"}",
                "{\"registration_code\":\"00000000\",\"discord_handle\":\" \",\"discord_user_id\":\"1\"}",
                "{\"registration_code\":\"00000000\",\"discord_handle\":\"a\\u0000b\",\"discord_user_id\":\"1\"}",
                "{\"registration_code\":\"00000000\",\"discord_handle\":\"a\",\"discord_user_id\":\"1 2\"}"
            })
    void aMalformedClaimIs422(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/badge/claim")
                .then()
                .statusCode(422)
                .body("errors.size()", equalTo(1));
    }
}
