package dev.quintet.badge.discord;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(FakeDiscord.class)
class InteractionTest {
    private static final String PING = "{\"type\":1}";

    FakeDiscord discord;

    @Test
    void aPingIsAnsweredByAPong() {
        send(PING).statusCode(200).body("type", equalTo(1));
    }

    @Test
    void aCodeGivenInDiscordClaimsTheBadgeOnce() {
        TestBadge badge = TestBadge.fresh();
        String code = badge.code();
        String person = "discord-" + System.nanoTime();
        command(person, "verify-badge", "code", code)
                .statusCode(200)
                .body("type", equalTo(4))
                .body("data.flags", equalTo(64))
                .body("data.allowed_mentions.parse", empty())
                .body("data.content", equalTo("The badge is yours, " + person + "."));
        badge.request().get("/games/me").then().statusCode(200);
        command(person, "verify-badge", "code", code)
                .statusCode(200)
                .body("data.content", equalTo("This code has already been claimed."));
        command(person, "verify-badge", "code", "no code").body("data.content", containsString("eight of the digits"));
    }

    @Test
    void theLeaderboardAndOnesOwnResultsCanBeAskedFor() {
        String person = "asks-" + System.nanoTime();
        TestBadge badge = claimed(person);
        badge.score("LA", 8_000_000_000_000_000L, 3);
        command(person, "leaderboard", "game", "labyrinth")
                .body("data.content", containsString(". " + person + " 8000000000000000 in 3"));
        command(person, "leaderboard", "game", "chess").body("data.content", equalTo("There is no such game."));
        badge.request().get("/capturetheflag/FlagTxt").then().statusCode(200);
        command(person, "me", "", "")
                .body(
                        "data.content",
                        allOf(
                                containsString(person + ", badges: 1"),
                                containsString("Labyrinth: 8000000000000000"),
                                containsString("Flag Text (10)")));
        command("nobody-" + person, "me", "", "").body("data.content", containsString("no badge yet"));
        command(person, "dance", "", "").body("data.content", containsString("There are the commands"));
    }

    @Test
    void whatDiscordDidNotSignIs401() throws Exception {
        String now = Long.toString(Instant.now().getEpochSecond());
        String good = sign(discord.keys().getPrivate(), now, PING);
        PrivateKey stranger =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        post(PING, null, now).statusCode(401);
        post(PING, good, null).statusCode(401);
        post(PING, sign(stranger, now, PING), now).statusCode(401);
        post("{\"type\":2}", good, now).statusCode(401);
        post(PING, good, Long.toString(Instant.now().getEpochSecond() + 1)).statusCode(401);
        post(PING, "zz" + good.substring(2), now).statusCode(401);
        post(PING, "ff".repeat(64), now).statusCode(401).contentType("application/problem+json");
        String old = Long.toString(Instant.now().minusSeconds(600).getEpochSecond());
        post(PING, sign(discord.keys().getPrivate(), old, PING), old).statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|400", "nonsense|400", "[]|422", "{}|422", "{\"type\":99}|422"})
    void aSignedBodyThatIsNoInteractionIsNamedAsSuch(String body, int status) {
        send(body).statusCode(status);
    }

    @Test
    void aKeyThatIsNoneIsRefusedAtTheStart() {
        for (String key : new String[] {"", "ff", "zz".repeat(32), "00".repeat(33)}) {
            assertThatThrownBy(() -> new InteractionSignature(key, Clock.systemUTC()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private ValidatableResponse command(String person, String name, String option, String value) {
        return send(
                """
                {"type":2,"data":{"name":"%s","options":[{"name":"%s","type":3,"value":"%s"}]},
                 "member":{"user":{"id":"id-%s","username":"%s"}}}
                """
                        .formatted(name, option, value, person, person));
    }

    private ValidatableResponse send(String body) {
        String now = Long.toString(Instant.now().getEpochSecond());
        return post(body, sign(discord.keys().getPrivate(), now, body), now);
    }

    private static ValidatableResponse post(String body, String signature, String timestamp) {
        var request = given().contentType("application/json").body(body.getBytes(StandardCharsets.UTF_8));
        if (signature != null) {
            request.header("X-Signature-Ed25519", signature);
        }
        if (timestamp != null) {
            request.header("X-Signature-Timestamp", timestamp);
        }
        return request.post("/discord/interactions").then();
    }

    private static String sign(PrivateKey key, String timestamp, String body) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update((timestamp + body).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
