package dev.quintet.badge.staff;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claim;
import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class StaffTest {
    private static final String STAFF = "/badge/staff";

    private String person;
    private TestBadge badge;

    @BeforeEach
    void claimABadge() {
        person = "staffed-" + System.nanoTime();
        badge = claimed(person);
    }

    @AfterEach
    void nothingIsFrozen() {
        freeze("null");
    }

    @Test
    void achievementsAreAwardedOnceAndRevoked() {
        int id = user().extract().path("data[0].id");
        String path = STAFF + "/users/" + id + "/achievements/8";
        reasoned().post(path).then().statusCode(200).body("data", equalTo(true));
        reasoned().post(path).then().statusCode(200).body("data", equalTo(false));
        user().body("data[0].points", equalTo(5));
        reasoned().post(path + "/revoke").then().statusCode(200);
        reasoned().post(path + "/revoke").then().statusCode(404);
        user().body("data[0].points", equalTo(0));
        reasoned().post(STAFF + "/users/" + id + "/achievements/999").then().statusCode(404);
        reasoned().post(STAFF + "/users/999999999/achievements/8").then().statusCode(404);
    }

    @Test
    void aFrozenBoardStaysAsItStoodWhileStaffSeeItLive() {
        badge.score("BO", 8_000_000_000_000_000L, 1);
        freeze('"' + Instant.now().plusMillis(300).toString() + '"');
        AtomicLong next = new AtomicLong(8_000_000_000_000_000L);
        // Until the time has come: what is sent from then on is not shown.
        await().until(() -> {
            badge.score("BO", next.incrementAndGet(), 1);
            return !points(board()).contains(next.get());
        });
        long late = 8_100_000_000_000_000L;
        badge.score("BO", late, 1);
        for (String sort : List.of("best", "recent")) {
            List<Long> shown = points(badge.request()
                    .get("/games/leaderboard/BO?pageSize=100&sortBy=" + sort)
                    .then());
            assertThat(shown).contains(8_000_000_000_000_000L).doesNotContain(late);
        }
        given().get(STAFF + "/leaderboard/BO").then().body("data[0].score", equalTo(late));
        freeze("null");
        assertThat(points(board())).contains(late);
    }

    @Test
    void aBracketHasABoardOfItsOwn() {
        given().contentType(ContentType.JSON)
                .body("{\"bracket\":\"students\"}")
                .post(STAFF + "/brackets")
                .then()
                .statusCode(200)
                .body("data", hasItem("students"));
        badge.score("BO", 77, 1);
        TestBadge other = claimed("other-" + person);
        other.score("BO", 78, 1);
        int id = user().extract().path("data[0].id");
        given().contentType(ContentType.JSON)
                .body("{\"bracket\":\"students\"}")
                .put(STAFF + "/users/" + id + "/bracket")
                .then()
                .statusCode(200);
        user().body("data[0].bracket", equalTo("students"));
        await().until(() -> handles(bracket()).equals(List.of(person)));
        badge.score("BO", 79, 1);
        assertThat(points(bracket())).isEqualTo(List.of(79L, 77L));
        badge.request().get("/games/leaderboard/BO?bracket=none").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .body("{\"bracket\":null}")
                .put(STAFF + "/users/" + id + "/bracket")
                .then()
                .statusCode(200);
        await().until(() -> handles(bracket()).isEmpty());
    }

    @Test
    void tablesAreExportedAsCsvThatNoSpreadsheetTakesForFormulas() {
        TestBadge evil = TestBadge.fresh();
        claim(evil.code(), "=HYPERLINK(1)," + System.nanoTime(), "id-" + System.nanoTime())
                .then()
                .statusCode(201);
        long record = evil.score("BO", 12, 1.5);
        String csv = given().get(STAFF + "/export/scores.csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv).startsWith("id,discord_handle,uuid,game_name,score,duration,state,created_at\r\n");
        assertThat(csv.lines().filter(line -> line.startsWith(record + ",")))
                .singleElement()
                .asString()
                .contains("\"'=HYPERLINK(1),", evil.uuid() + ",Breakout,12,1.5", ",kept,");
        given().get(STAFF + "/export/users.csv").then().statusCode(200);
        given().get(STAFF + "/export/achievements.csv").then().statusCode(200);
        given().get(STAFF + "/export/staff.csv").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"=1+1|'=1+1", "a,b|\"a,b\"", "a\"b|\"a\"\"b\"", "-5|'-5", "@x|'@x", "plain|plain"})
    void aCellIsQuotedWhereItMustBe(String value, String cell) {
        assertThat(CsvExport.cell(value)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"signing\":\"never\"}",
                "{\"signing\":\"accepted\",\"max_score\":-1}",
                "{\"signing\":\"accepted\",\"max_score_per_second\":0}",
                "{\"signing\":\"accepted\",\"max_score\":1.5}"
            })
    void wrongRulesAre422AndNothingChanges(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .put(STAFF + "/games/Breakout")
                .then()
                .statusCode(422);
        given().get(STAFF + "/games")
                .then()
                .body("data.find { it.game_name == 'Breakout' }.signing", equalTo("accepted"))
                .body("data.find { it.game_name == 'Breakout' }.max_score", equalTo(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"freeze\":null}",
                "{\"freeze_at\":5}",
                "{\"freeze_at\":\"yesterday\"}",
                "{\"freeze_at\":\"+999999999-01-01T00:00:00Z\"}"
            })
    void aWrongFreezeIs422AndEndsNone(String body) {
        String at = "2999-01-01T00:00:00Z";
        freeze('"' + at + '"');
        given().contentType(ContentType.JSON)
                .body(body)
                .put(STAFF + "/freeze")
                .then()
                .statusCode(422)
                .body("detail", containsString("freeze_at"));
        given().get(STAFF + "/freeze").then().body("data.freeze_at", equalTo(at));
    }

    private static List<Long> points(ValidatableResponse answer) {
        return answer.extract().jsonPath().getList("data.score", Long.class);
    }

    private static List<String> handles(ValidatableResponse answer) {
        return answer.extract().path("data.discord_handle");
    }

    private ValidatableResponse board() {
        return badge.request()
                .get("/games/leaderboard/Breakout?pageSize=100")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse bracket() {
        return badge.request()
                .get("/games/leaderboard/Breakout?pageSize=100&bracket=students")
                .then()
                .statusCode(200);
    }

    private static io.restassured.specification.RequestSpecification reasoned() {
        return given().contentType(ContentType.JSON).body("{\"reason\":\"tested\"}");
    }

    private ValidatableResponse user() {
        return given().queryParam("name", person)
                .get(STAFF + "/users")
                .then()
                .statusCode(200)
                .body("data", hasSize(1));
    }

    private static void freeze(String at) {
        given().contentType(ContentType.JSON)
                .body("{\"freeze_at\":" + at + "}")
                .put(STAFF + "/freeze")
                .then()
                .statusCode(200);
    }
}
