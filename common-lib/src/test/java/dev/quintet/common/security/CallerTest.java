package dev.quintet.common.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.quintet.local.test.RedisTestResource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(WithSecret.class)
@QuarkusTestResource(RedisTestResource.class)
class CallerTest {
    private final CallerTokens tokens = new CallerTokens(WithSecret.SECRET, Clock.systemUTC());

    private static ValidatableResponse get(String path, String token) {
        return given().header(CallerTokens.HEADER, token).get(path).then();
    }

    private String token(String... roles) {
        return tokens.sign(new Caller("somebody", Set.of(roles)), "common-lib");
    }

    @Test
    void withoutATokenARoleIs401() {
        given().get("/sample/viewer")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("ApiKey"))
                .contentType("application/problem+json")
                .body("type", equalTo("urn:quintet:problem:unauthorized"));
    }

    @Test
    void aPublicEndpointNeedsNone() {
        given().get("/sample").then().statusCode(200);
    }

    @Test
    void aTokenForNobodyInParticularIsNoCaller() {
        get("/sample/viewer", tokens.sign(Caller.ANONYMOUS, "common-lib")).statusCode(401);
        get("/sample", tokens.sign(Caller.ANONYMOUS, "common-lib")).statusCode(200);
    }

    @Test
    void theRoleOpensWhatItMay() {
        get("/sample/viewer", token(Roles.VIEWER)).statusCode(200).body(equalTo("somebody"));
        get("/sample/operator", token(Roles.VIEWER))
                .statusCode(403)
                .body("type", equalTo("urn:quintet:problem:forbidden"));
    }

    @Test
    void anOperatorMayReadAndAnAdminMayAll() {
        get("/sample/viewer", token(Roles.OPERATOR)).statusCode(200);
        get("/sample/operator", token(Roles.ADMIN)).statusCode(200);
    }

    @Test
    void anEndpointWithoutADeclaredRoleIsClosed() {
        get("/sample/undeclared", token(Roles.ADMIN)).statusCode(403);
    }

    @Test
    void aTokenForAnotherServiceIsRefused() {
        get("/sample/viewer", tokens.sign(new Caller("somebody", Set.of(Roles.ADMIN)), "other"))
                .statusCode(401);
    }

    @Test
    void anExpiredTokenIsRefused() {
        Instant past = Instant.now().minus(CallerTokens.LIFETIME).minus(Duration.ofSeconds(1));
        var old = new CallerTokens(WithSecret.SECRET, Clock.fixed(past, ZoneOffset.UTC));
        get("/sample/viewer", old.sign(new Caller("somebody", Set.of(Roles.ADMIN)), "common-lib"))
                .statusCode(401);
    }

    @Test
    void aTokenOfAnotherSecretIsRefused() {
        var other = new CallerTokens("another secret of at least thirty-two", Clock.systemUTC());
        get("/sample/viewer", other.sign(new Caller("somebody", Set.of(Roles.ADMIN)), "common-lib"))
                .statusCode(401);
    }
}
