package dev.quintet.backendify.backend;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(SocketBackendResource.class)
class BackendResourceTest {
    SocketBackend backend;

    @Test
    void everyBackendTellsItsState() {
        Response answer = given().get("/backends");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("country")).contains("ru", "us");
        assertThat(answer.jsonPath().getString("find { it.country == 'us' }.breaker"))
                .isEqualTo("closed");
        assertThat(answer.jsonPath().getInt("find { it.country == 'us' }.limit"))
                .isPositive();
    }

    @Test
    void aBackendForANewCountryIsUsedAtOnce() {
        backend.behave((line, out) -> out.write(SocketBackend.company("New")));
        Response changed = put("NL", "{\"url\":\"" + backend.url() + "/legacy/\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.jsonPath().getString("url")).isEqualTo(backend.url() + "/legacy");
        Response company =
                given().queryParam("id", "1").queryParam("country_iso", "nl").get("/company");
        assertThat(company.jsonPath().getString("name")).isEqualTo("New");
        assertThat(backend.requests()).containsExactly("GET /legacy/companies/1 HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us|{\"url\":\"ftp://localhost\"}|422",
                "us|{\"url\":\"http://user:secret@localhost\"}|422",
                "us|{\"url\":\"\"}|422",
                "us|{}|422",
                "usa|{\"url\":\"http://localhost\"}|422",
                "u1|{\"url\":\"http://localhost\"}|422",
                "us|{|400",
            })
    void aWrongChangeIsRefusedAndChangesNothing(String country, String body, int status) {
        assertThat(put(country, body).statusCode()).isEqualTo(status);
        assertThat(given().get("/backends").jsonPath().getString("find { it.country == 'us' }.url"))
                .isEqualTo(backend.url());
    }

    @Test
    void metricsNameEveryBackendAndEveryOutcome() {
        given().get("/company");
        assertThat(given().get("/q/metrics").asString())
                .contains("backendify_backend_limit{country=\"us\"")
                .contains("backendify_backend_in_flight{country=\"ru\"")
                .contains("backendify_request_duration_seconds_count{outcome=\"bad_request\"")
                .contains("backendify_cache_bytes{level=\"heap\"}");
    }

    private static Response put(String country, String body) {
        return given().contentType("application/json").body(body).put("/backends/" + country);
    }
}
