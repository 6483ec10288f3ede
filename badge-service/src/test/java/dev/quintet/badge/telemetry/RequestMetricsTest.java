package dev.quintet.badge.telemetry;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class RequestMetricsTest {
    @Test
    void theOriginalsMetricsAreThereByTemplateAndNotByWhatClientsMakeUp() {
        TestBadge badge = claimed("measured-" + System.nanoTime());
        badge.score("BO", 1, 1);
        badge.request().get("/games/leaderboard/made-up-by-a-client").then().statusCode(404);
        given().get("/no/such/path").then().statusCode(404);
        await().untilAsserted(() -> assertThat(metrics())
                .contains("processed_total{event=\"score\"")
                .contains("http_requests_total{", "http_requests_paths_total{", "http_active_requests{")
                .contains("http_request_latency_seconds_bucket{", "http_request_latency_seconds_count{")
                .containsPattern(
                        "http_requests_total\\{host=\"[^\"]+\",path=\"/games/me/\\{game}\",status_code=\"200\"")
                .containsPattern("http_requests_total\\{[^}]*path=\"/games/leaderboard/\\{game}\",status_code=\"404\"")
                .containsPattern("http_requests_total\\{[^}]*path=\"unknown\",status_code=\"404\"")
                .containsPattern("processed_total\\{event=\"around-the-world\",host=")
                .doesNotContain("path=\"/no/such/path\"", "path=\"/games/leaderboard/made-up-by-a-client\""));
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
