package dev.quintet.badge.alcohol;

import java.util.List;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claimed;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class AlcoholResourceTest {
    private TestBadge badge;

    @BeforeEach
    void claimABadge() {
        badge = claimed("drinker-" + System.nanoTime());
    }

    @Test
    void ownReadingsAreListedAndThoseOfOthersOnlyInTheList() {
        for (String reading : List.of("0.08", "\"0.5\"", "0.1")) {
            badge.request()
                    .body("{\"reading\":" + reading + "}")
                    .post("/alcohol/me")
                    .then()
                    .statusCode(200);
        }
        TestBadge other = claimed("drinker-" + System.nanoTime());
        other.request().body("{\"reading\":99999}").post("/alcohol/me").then().statusCode(200);

        badge.request().get("/alcohol/me").then().body("data.reading", contains(0.5f, 0.1f, 0.08f));
        badge.request().get("/alcohol/me?sortBy=recent&pageSize=1").then().body("data.reading", contains(0.1f));
        for (String list : List.of("/alcohol/list", "/alcohol/leaderboard")) {
            badge.request().get(list).then().statusCode(200).body("data[0].reading", equalTo(99999));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "100000.1", "\"NaN\"", "null", "[]", "1e300"})
    void aWrongReadingIs422AndNotWritten(String reading) {
        badge.request()
                .body("{\"reading\":" + reading + "}")
                .post("/alcohol/me")
                .then()
                .statusCode(422);
        badge.request().get("/alcohol/me").then().body("data", hasSize(0));
    }

    @Test
    void pingAndTimeAnswerKnownBadges() {
        badge.request().get("/ping").then().statusCode(200).body("data", equalTo("pong"));
        badge.request()
                .get("/time")
                .then()
                .statusCode(200)
                .body("data", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?"));
        TestBadge.fresh().request().get("/ping").then().statusCode(401);
    }

    @Test
    void aChipsMacIsKeptOnceAndAMissingFieldNamed() {
        TestBadge stranger = TestBadge.fresh();
        String body = "{\"mac_address\":\"m-%s\",\"chip_id\":\"c\"}".formatted(stranger.uuid());
        int id = stranger.request()
                .body(body)
                .post("/config/mac/register")
                .then()
                .statusCode(200)
                .extract()
                .path("data.record_id");
        stranger.request().body(body).post("/config/mac/register").then().body("data.record_id", equalTo(id));
        stranger.request()
                .body("{\"chip_id\":\"c\"}")
                .post("/config/mac/register")
                .then()
                .statusCode(400)
                .body("detail", equalTo("mac_address is missing"));
        stranger.request()
                .body("{\"mac_address\":\"m\",\"chip_id\":null}")
                .post("/config/mac/register")
                .then()
                .statusCode(400)
                .body("detail", equalTo("chip_id is missing"));
        stranger.request()
                .body("{\"mac_address\":\"m\\u0000\",\"chip_id\":\"c\"}")
                .post("/config/mac/register")
                .then()
                .statusCode(400);
    }
}
