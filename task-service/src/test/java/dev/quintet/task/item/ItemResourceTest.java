package dev.quintet.task.item;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.task.TaskServiceTest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@TaskServiceTest
class ItemResourceTest {
    @TestHTTPResource("/items/")
    URI address;

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .post(path)
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items/", "/items"})
    void anItemIsProcessedByAWorkerAndStored(String path) {
        post(path, "{\"id\":77,\"name\":\"lamp\",\"price\":10.0,\"tax\":0.5,\"colour\":\"red\"}")
                .statusCode(200)
                .header("X-Process-Time", matchesPattern("\\d+\\.\\d+"))
                .body("id", equalTo(77))
                .body("name", equalTo("lamp"))
                .body("description", nullValue())
                .body("price", equalTo(10.0f))
                .body("tax", equalTo(0.5f))
                .body("price_with_tax", equalTo(15.0f));
        when().get("/items/77").then().statusCode(200).body("price_with_tax", equalTo(15.0f));
    }

    @Test
    void anIdIsDrawnWhereNoneIsGivenAndNoTaxAddsNothing() {
        post("/items/", "{\"name\":\"a\",\"price\":2}")
                .statusCode(200)
                .body("id", greaterThan(0))
                .body("tax", nullValue())
                .body("price_with_tax", equalTo(2.0f));
    }

    @Test
    void aMissingFieldIsNamed() {
        post("/items/", "{\"price\":1}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].loc", contains("body", "name"));
    }

    @Test
    void halfASurrogatePairIsNoTextAndItsFieldIsNamed() {
        post("/items/", "{\"name\":\"a\\ud800\",\"price\":1}")
                .statusCode(422)
                .body("errors[0].loc", contains("body", "name"));
        post("/items/", "{\"name\":\"a\",\"description\":\"\\udc00\",\"price\":1}")
                .statusCode(422)
                .body("errors[0].loc", contains("body", "description"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":5,\"price\":1}",
                "{\"name\":\"a\",\"price\":\"1\"}",
                "{\"name\":\"a\",\"price\":true}",
                "{\"name\":\"a\",\"price\":null}",
                "{\"name\":\"a\",\"price\":1e999}",
                "{\"name\":\"a\",\"price\":1e300,\"tax\":1e300}",
                "{\"name\":\"a\",\"price\":1,\"id\":1.5}",
                "{\"name\":\"a\",\"price\":1,\"id\":99999999999999999999}",
                "{\"name\":\"a\",\"price\":1,\"id\":\"7\"}",
                "{\"name\":[],\"price\":1}",
                "[]",
                "null",
                "",
                "7"
            })
    void aWrongFieldIsRefused(String body) {
        post("/items/", body).statusCode(422).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":", "{\"name\":\"a\",\"price\":NaN}"})
    void whatIsNotJsonIsRefused(String body) {
        post("/items/", body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void anUnknownItemIsNotFoundAndAnIdIsANumber() {
        when().get("/items/123456789").then().statusCode(404);
        when().get("/items/-1").then().statusCode(404);
        when().get("/items/abc").then().statusCode(422).body("errors[0].loc", contains("path", "item_id"));
    }

    @Test
    void aThousandItemsAtOnceAreAllAnswered() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            answers.add(client.sendAsync(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"name\":\"n" + i + "\",\"price\":" + i + ",\"tax\":1}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<String> answer = answers.get(i).get();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode item = new ObjectMapper().readTree(answer.body());
            assertThat(item.get("name").asText()).isEqualTo("n" + i);
            assertThat(item.get("price_with_tax").asDouble()).isEqualTo(2.0 * i);
            ids.add(item.get("id").asLong());
        }
        assertThat(ids).hasSize(1000);
    }
}
