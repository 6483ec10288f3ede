package dev.quintet.anomaly.experiment;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

/** What the endpoints of experiments refuse. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(WorkloadStandIn.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class ExperimentRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422 | name",
                "null | 422 | is missing",
                "[] | 422 | ",
                "{\"name\": \"x\"} | 422 | faults must be a list of 1 to 50",
                "{\"name\": \"x\", \"faults\": []} | 422 | faults must be a list of 1 to 50",
                "{\"name\": \"x\", \"faults\": [null]} | 422 | body.faults.0 is null",
                "{\"name\": \"x\", \"faults\": [{\"type\": \"quake\", \"target\": \"node1\", \"duration\": 9}]} | 422 | supported are",
                "{\"name\": \"x\", \"faults\": [{\"type\": \"cpu_stress\", \"duration\": 9}]} | 422 | says which nodes",
                "{\"name\": \"x\", \"faults\": [{\"type\": \"cpu_stress\", \"target\": [], \"duration\": 9}]} | 422 | is empty",
                "{\"name\": \"x\", \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\"}]} | 422 | duration is missing",
                "{\"name\": \"x\", \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": 9, \"after\": \"soon\"}]} | 422 | is not a duration",
                "{\"name\": \"x\", \"repeat\": 0, \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": 9}]} | 422 | repeat is not 1 to",
                "{\"name\": \"x\", \"baseline\": 1, \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": 9}]} | 422 | baseline is not a duration of 10s",
                "{\"name\": \"x\", \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": \"59m\"}]} | 422 | allowed are 3600s",
                "{\"name\": \"x\", \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": 9}, {\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": 9, \"after\": 5}]} | 422 | twice at the same time",
                "{\"name\": \"x\", \"workload\": {}, \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": 9}]} | 422 | workload.type is missing",
                "{\"name\": \"x\", \"workload\": {\"type\": \"sysbench\", \"options\": {\"runningTime\": 3}}, \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": 9}]} | 422 | lasts as long as the run",
                "{\"name\": \"x\", \"workload\": \"nonsense\", \"faults\": [{\"type\": \"cpu_stress\", \"target\": \"node1\", \"duration\": 9}]} | 422 | not one of: sysbench",
                "{nonsense | 400 | "
            })
    void refusesABadExperimentAndBeginsNothing(String body, int status, String detail) {
        String answer = given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/experiments")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .extract()
                .asString();
        assertThat(answer).contains(detail == null ? "" : detail);
        given().get("/api/experiments?status=running").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/experiments/none, 404",
        "/api/experiments/%27%20OR%201, 404",
        "/api/experiments/none/report, 404",
        "/api/experiments/none/export, 404",
        "/api/experiments/none/events, 404",
        "/api/experiments/none/runs/1/csv?node=node1, 404",
        "/api/experiments?limit=0, 422",
        "/api/experiments?status=odd, 422",
        "/api/experiments?cursor=%3B, 422",
        "/api/experiments/compare?ids=one, 422",
        "/api/experiments/compare, 422"
    })
    void refusesABadQuestion(String path, int status) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(status).contentType("application/problem+json");
    }
}
