package dev.quintet.badge;

import java.util.UUID;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import dev.quintet.common.api.badge.BadgeHeaders;

import static io.restassured.RestAssured.given;

/** The API as a badge and the bot use it. */
public final class BadgeApi {
    private BadgeApi() {}

    /** A badge that nobody else has. */
    public record TestBadge(String uuid, String mac) {
        public static TestBadge fresh() {
            return new TestBadge(UUID.randomUUID().toString(), "24:0a:c4:00:01:10");
        }

        public RequestSpecification request() {
            return given().header(BadgeHeaders.UUID, uuid).header(BadgeHeaders.MAC, mac);
        }

        public String code() {
            return request()
                    .post("/badge/register")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("registration_code");
        }

        public Response submit(String game, Object score, Object duration) {
            return request()
                    .body("{\"score\":" + score + ",\"duration\":" + duration + "}")
                    .post("/games/me/" + game);
        }

        /** Sends a score that must be taken, and returns its record id. */
        public long score(String game, Object score, Object duration) {
            return submit(game, score, duration)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getLong("data.record_id");
        }
    }

    public static Response claim(String code, String handle, String discordUserId) {
        return given().contentType(ContentType.JSON)
                .body("{\"registration_code\":\"%s\",\"discord_handle\":\"%s\",\"discord_user_id\":\"%s\"}"
                        .formatted(code, handle, discordUserId))
                .post("/badge/claim");
    }

    /** A badge that the person of this name has claimed. */
    public static TestBadge claimed(String handle) {
        TestBadge badge = TestBadge.fresh();
        claim(badge.code(), handle, "id-" + handle).then().statusCode(201);
        return badge;
    }

    /** Sets a game's rules, as staff do; null: no bound. */
    public static void rules(String game, String signing, Long maxScore, Long maxScorePerSecond) {
        given().contentType(ContentType.JSON)
                .body("{\"signing\":\"%s\",\"max_score\":%s,\"max_score_per_second\":%s}"
                        .formatted(signing, maxScore, maxScorePerSecond))
                .put("/badge/staff/games/" + game)
                .then()
                .statusCode(200);
    }
}
