package dev.quintet.common.problem;

import java.io.ByteArrayInputStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.local.test.RedisTestResource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
class ProblemTest {
    private static ValidatableResponse isProblem(ValidatableResponse response, int status, String slug) {
        return response.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(status))
                .body("type", equalTo("urn:quintet:problem:" + slug))
                .body("title", not(equalTo("")))
                .body("detail", not(equalTo("")))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/sample")
                .then();
    }

    @Test
    void aGoodBodyPasses() {
        post("{\"order_id\":1,\"lines\":[{\"name\":\"a\",\"count\":2}],\"extra\":true}")
                .statusCode(200)
                .body("order_id", equalTo(1));
    }

    @Test
    void anUnknownPathIs404() {
        isProblem(given().get("/nothing/here").then(), 404, "not-found").body("instance", equalTo("/nothing/here"));
    }

    @Test
    void anUnknownPathUnderneathTheManagementRootIs404() {
        isProblem(given().get("/q/nothing").then(), 404, "not-found");
    }

    @Test
    void theWrongMethodIs405AndSaysWhichAreRight() {
        isProblem(given().delete("/sample").then(), 405, "method-not-allowed")
                .header("Allow", containsString("POST"))
                .body("detail", containsString("DELETE"));
    }

    @Test
    void theWrongMediaTypeIs415() {
        isProblem(given().contentType("text/plain").body("x").post("/sample").then(), 415, "unsupported-media-type");
    }

    @Test
    void anEmptyBodyIs422() {
        isProblem(given().contentType("application/json").post("/sample").then(), 422, "validation")
                .body("errors[0].loc", contains("body"));
    }

    @Test
    void aChunkedBodyOverTheLimitIs413() {
        isProblem(
                given().contentType("application/json")
                        .body(new ByteArrayInputStream(new byte[2_000_000]))
                        .post("/sample")
                        .then(),
                413,
                "body-too-large");
    }

    @Test
    void aDeeplyNestedBodyIs400() {
        isProblem(post("{\"order_id\":1,\"extra\":" + "[".repeat(1000) + "]".repeat(1000) + "}"), 400, "bad-request");
    }

    @Test
    void anUnacceptableAnswerIs406() {
        isProblem(
                given().contentType("application/json")
                        .accept("image/png")
                        .body("{\"order_id\":1}")
                        .post("/sample")
                        .then(),
                406,
                "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "{\"order_id\":1,}", "nonsense", "{\"order_id\":1} trailing{"})
    void whatIsNoJsonIs400(String body) {
        isProblem(post(body), 400, "bad-request").body("detail", not(containsString("dev.quintet")));
    }

    @Test
    void aFieldOfTheWrongTypeIs422AndNamed() {
        isProblem(post("{\"order_id\":\"abc\"}"), 422, "validation")
                .body("errors[0].loc", contains("body", "order_id"))
                .body("errors[0].msg", equalTo("must be an integer"));
    }

    @Test
    void anUnknownEnumConstantIs422AndListsTheAllowed() {
        isProblem(post("{\"order_id\":1,\"kind\":\"HUGE\"}"), 422, "validation")
                .body("errors[0].loc", contains("body", "kind"))
                .body("errors[0].msg", equalTo("must be one of SMALL, LARGE"));
    }

    @Test
    void brokenConstraintsAre422WithEveryFieldByItsWireName() {
        isProblem(post("{\"lines\":[{\"name\":\"a\",\"count\":1},{\"name\":\" \",\"count\":0}]}"), 422, "validation")
                .body("errors", hasSize(3))
                .body("errors[0].loc", contains("body", "lines", "1", "count"))
                .body("errors[1].loc", contains("body", "lines", "1", "name"))
                .body("errors[2].loc", contains("body", "order_id"));
    }

    @Test
    void aQueryParameterOutOfRangeIs422() {
        isProblem(given().get("/sample?limit=1000").then(), 422, "validation")
                .body("errors[0].loc", contains("query", "limit"));
    }

    @Test
    void aBodyOverTheLimitIs413() {
        isProblem(post("{\"order_id\":\"" + "x".repeat(1_100_000) + "\"}"), 413, "body-too-large");
    }

    @Test
    void aDomainProblemKeepsStatusDetailAndRetryAfter() {
        isProblem(given().get("/sample/busy").then(), 503, "engine-away")
                .header("Retry-After", "2")
                .body("detail", equalTo("The engine is away."));
    }

    @Test
    void anUnexpectedErrorTellsNothingButATraceId() {
        isProblem(given().get("/sample/broken").then(), 500, "internal").body("detail", not(containsString("SELECT")));
    }

    @Test
    void anAnswerThatCannotBeWrittenIsOurFault() {
        isProblem(given().get("/sample/unwritable").then(), 500, "internal");
    }

    @Test
    void theTraceIdIsTheCallersIfItSentOne() {
        given().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/sample/broken")
                .then()
                .body("traceId", equalTo("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void everyAnswerSaysHowLongItTook() {
        given().get("/nothing").then().header("X-Process-Time", matchesPattern("[0-9]+\\.[0-9]{6}"));
        given().get("/sample").then().statusCode(200).header("X-Process-Time", matchesPattern("[0-9]+\\.[0-9]{6}"));
    }
}
