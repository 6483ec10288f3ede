package dev.quintet.gateway.openapi;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.gateway.proxy.FrontServer;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class DocumentPagesTest {
    @Inject
    FrontServer front;

    private RawClient.Answer get(String path) throws Exception {
        return RawClient.ask(front.port(), "GET " + path + " HTTP/1.1\r\nHost: g\r\n\r\n");
    }

    @Test
    void theMergedDocumentHasTheGatewaysOwnCallsAndNamesWhoIsAbsent() throws Exception {
        RawClient.Answer answer = get("/q/openapi");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        JsonObject document = new JsonObject(answer.text());
        assertThat(document.getString("openapi")).isEqualTo("3.1.0");
        assertThat(document.getJsonObject("paths").fieldNames())
                .contains("/health", "/api/keys", "/api/keys/{id}", "/api/events");
        assertThat(document.getJsonArray("x-quintet-absent")).contains("anomaly");
        assertThat(document.getJsonObject("components")
                        .getJsonObject("securitySchemes")
                        .fieldNames())
                .containsExactlyInAnyOrder("ApiKey", "Bearer");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html;charset=UTF-8, swagger-ui-bundle.js",
        "/redoc, text/html;charset=UTF-8, redoc.standalone.js",
        "/docs/swagger-ui.css, text/css, .swagger-ui",
        "/docs/swagger-ui-bundle.js, text/javascript, SwaggerUIBundle",
        "/redoc/redoc.standalone.js, text/javascript, Redoc",
        "/console/docs.js, text/javascript;charset=UTF-8, /q/openapi",
        "/console/redoc.js, text/javascript;charset=UTF-8, /q/openapi"
    })
    void thePagesAndAllTheyLoadComeFromHere(String path, String type, String content) throws Exception {
        RawClient.Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo(type);
        assertThat(answer.text()).contains(content);
        assertThat(answer.header("content-security-policy")).contains("default-src 'self'");
    }

    @Test
    void reDocAsksForNoPictureFromElsewhere() throws Exception {
        assertThat(get("/redoc/redoc.standalone.js").text())
                .contains("/console/icon.svg")
                .doesNotContain("cdn.redoc.ly");
    }

    /** Of the calls of this gateway; those of services are completed alike. */
    @Test
    void everyJsonBodyHasAnExample() throws Exception {
        JsonObject paths = new JsonObject(get("/q/openapi").text()).getJsonObject("paths");
        assertThat(paths).isNotEmpty();
        paths.forEach(path -> ((JsonObject) path.getValue())
                .forEach(operation -> assertExamples(path.getKey(), (JsonObject) operation.getValue())));
    }

    private static void assertExamples(String path, JsonObject operation) {
        List<JsonObject> bodies = new ArrayList<>();
        bodies.add(operation.getJsonObject("requestBody", new JsonObject()));
        operation.getJsonObject("responses").forEach(response -> bodies.add((JsonObject) response.getValue()));
        for (JsonObject body : bodies) {
            JsonObject json = body.getJsonObject("content", new JsonObject()).getJsonObject("application/json");
            if (json != null) {
                assertThat(json.fieldNames()).as(path).containsAnyOf("example", "examples");
            }
        }
    }

    @Test
    void noOtherFileOfTheArtefactsIsServed() throws Exception {
        assertThat(get("/docs/index.html").status()).isEqualTo(404);
        assertThat(get("/docs/swagger-ui.js").status()).isEqualTo(404);
        assertThat(get("/webjars/swagger-ui/5.31.0/index.html").status()).isEqualTo(404);
    }
}
