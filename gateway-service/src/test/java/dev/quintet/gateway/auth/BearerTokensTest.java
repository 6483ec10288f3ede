package dev.quintet.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.proxy.FrontServer;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.gateway.wire.TestIssuer;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class BearerTokensTest {
    RawUpstream upstream;
    TestIssuer issuer;

    @Inject
    FrontServer front;

    @BeforeEach
    void serviceAnswers() {
        upstream.does(call -> call.ok("fine"));
    }

    private RawClient.Answer ask(String method, String token) throws Exception {
        return RawClient.ask(
                front.port(), method + " /items/1 HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    }

    @Test
    void aTokenOfTheIssuerMakesACallerWithItsMappedRoles() throws Exception {
        assertThat(ask("GET", issuer.token("viewer")).status()).isEqualTo(200);
        assertThat(upstream.heads().get(0))
                .containsIgnoringCase("x-caller: ")
                .doesNotContainIgnoringCase("authorization:");
        assertThat(ask("DELETE", issuer.token("viewer")).status()).isEqualTo(403);
        assertThat(ask("DELETE", issuer.token("db-admins")).status()).isEqualTo(200);
        assertThat(ask("GET", issuer.token("unheard-of")).status()).isEqualTo(403);
    }

    @Test
    void theCallerIsPassedOnByName() throws Exception {
        ask("GET", issuer.token("operator"));
        String head = upstream.heads().get(0);
        String token = head.substring(head.toLowerCase(Locale.ROOT).indexOf("x-caller: ") + 10);
        String claims = new String(
                Base64.getUrlDecoder()
                        .decode(token.substring(0, token.indexOf("\r\n")).split("\\.", -1)[0]),
                StandardCharsets.UTF_8);
        assertThat(claims).contains("ada");
    }

    @Test
    void aTokenForOthersOrOfAnotherIssuerOrTooOldIs401() throws Exception {
        JwtClaims others = issuer.claims("admin");
        others.setAudience("somebody-else");
        refused(TestIssuer.sign(others, issuer.key()));
        JwtClaims another = issuer.claims("admin");
        another.setIssuer("https://evil.example.com");
        refused(TestIssuer.sign(another, issuer.key()));
        JwtClaims old = issuer.claims("admin");
        NumericDate end = NumericDate.now();
        end.addSeconds(-31);
        old.setExpirationTime(end);
        refused(TestIssuer.sign(old, issuer.key()));
        JwtClaims endless = issuer.claims("admin");
        endless.unsetClaim("exp");
        refused(TestIssuer.sign(endless, issuer.key()));
    }

    @Test
    void aTokenWithoutASignatureOrWithAForgedOneIs401() throws Exception {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(issuer.claims("admin").toJson().getBytes(StandardCharsets.UTF_8));
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        refused(none + "." + claims + ".");
        RsaJsonWebKey forged = RsaJwkGenerator.generateJwk(2048);
        forged.setKeyId(issuer.key().getKeyId());
        refused(TestIssuer.sign(issuer.claims("admin"), forged));
        forged.setKeyId("unheard-of");
        refused(TestIssuer.sign(issuer.claims("admin"), forged));
        JsonWebSignature shared = new JsonWebSignature();
        shared.setPayload(issuer.claims("admin").toJson());
        shared.setKeyIdHeaderValue(issuer.key().getKeyId());
        shared.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        shared.setKey(new HmacKey(issuer.key().getRsaPublicKey().getEncoded()));
        refused(shared.getCompactSerialization());
        refused("no.token.at-all");
        refused("x".repeat(9_000));
    }

    @Test
    void theIssuerMayChangeItsKeys() throws Exception {
        String before = issuer.token("viewer");
        assertThat(ask("GET", before).status()).isEqualTo(200);
        issuer.rotate();
        await().untilAsserted(() ->
                assertThat(ask("GET", issuer.token("viewer")).status()).isEqualTo(200));
        assertThat(ask("GET", TestIssuer.sign(issuer.claims("viewer", "x"), issuer.key()))
                        .status())
                .isEqualTo(200);
    }

    private void refused(String token) throws Exception {
        RawClient.Answer answer = ask("GET", token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).startsWith("Bearer ");
        assertThat(new JsonObject(answer.text()).getString("type")).isEqualTo("urn:quintet:problem:unauthorized");
    }
}
