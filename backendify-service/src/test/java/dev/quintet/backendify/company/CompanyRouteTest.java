package dev.quintet.backendify.company;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.backendify.backend.SocketBackend;
import dev.quintet.backendify.backend.SocketBackendResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(SocketBackendResource.class)
class CompanyRouteTest {
    SocketBackend backend;

    @TestHTTPResource("/")
    URI service;

    static List<String> hardIds() {
        return List.of(
                "plain",
                "with space",
                "a/b",
                "/",
                "//",
                ".",
                "..",
                "../..",
                "a/../b",
                "./x",
                "%",
                "%2F",
                "%252F",
                "100%",
                "a+b",
                "a&b=c",
                "a#b",
                "a?b",
                "a;b",
                "a\\b",
                "a\"b",
                "<script>",
                "line\nbreak",
                "tab\tnul\0",
                "ümläut",
                "漢字",
                "\u00ff",
                "🏢🏬",
                "e\u0301",
                "x".repeat(1_024),
                "漢".repeat(341),
                "🏢".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("hardIds")
    void anyIdReachesTheBackendAsOneSegmentByteForByteAndComesBackAsAsked(String id) throws IOException {
        backend.behave((line, out) -> out.write(SocketBackend.company("Acme")));
        for (String cache : new String[] {"MISS", "HIT"}) {
            String answer = raw("GET /company?country_iso=us&id=" + percentEncoded(id) + " HTTP/1.1");
            assertThat(answer).startsWith("HTTP/1.1 200").contains("X-Cache: " + cache);
            assertThat(io.restassured.path.json.JsonPath.from(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                            .getString("id"))
                    .isEqualTo(id);
        }
        String line = backend.requests().get(0);
        assertThat(backend.requests()).hasSize(1);
        assertThat(line).matches("GET /companies/[A-Za-z0-9._~%-]+ HTTP/1.1");
        String segment = line.substring("GET /companies/".length(), line.length() - " HTTP/1.1".length());
        assertThat(segment).isNotIn(".", "..");
        assertThat(URLDecoder.decode(segment, StandardCharsets.UTF_8)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/company|id is missing",
                "/company?|id is missing",
                "/company?id=1|country_iso is missing",
                "/company?country_iso=us|id is missing",
                "/company?id=&country_iso=us|id must not be empty",
                "/company?id&country_iso=us|id is missing",
                "/company?id=1&country_iso=|two letters",
                "/company?id=1&country_iso=usa|two letters",
                "/company?id=1&country_iso=u1|two letters",
                "/company?id=1&country_iso=%C3%BCs|two letters",
                "/company?id=%ff&country_iso=us|not valid UTF-8",
                "/company?id=%C3&country_iso=us|not valid UTF-8",
                "/company?id=%ED%A0%80&country_iso=us|not valid UTF-8",
                "/company?id=%&country_iso=us|hexadecimal",
                "/company?id=%4&country_iso=us|hexadecimal",
                "/company?id=%zz&country_iso=us|hexadecimal",
                "/company?id=1&id=2&country_iso=us|given twice",
                "/company?ID=1&country_iso=us|id is missing",
            })
    void aRequestThatNamesNoCompanyIsRefusedWithTheReason(String path, String reason) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("urn:quintet:problem:bad-request")
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/company%zz?id=1&country_iso=us", "/cache/us/%4", "/nope/%/x?y=%"})
    void aPathWithABrokenEncodingIsRefusedInTheSameForm(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("two hexadecimal digits");
    }

    @Test
    void anIdOfMoreThan1024BytesIsRefused() throws IOException {
        assertThat(raw("GET /company?country_iso=us&id=" + percentEncoded("漢".repeat(342)) + " HTTP/1.1"))
                .startsWith("HTTP/1.1 400")
                .contains("at most 1024 bytes of UTF-8, not 1026");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/company", "/company/"})
    void bothPathsAndAnyCaseOfTheCountryAnswerAlike(String path) {
        backend.behave((line, out) -> out.write(SocketBackend.company("Both")));
        Response answer =
                given().queryParam("id", "both").queryParam("country_iso", "uS").get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo("{\"id\":\"both\",\"name\":\"Both\",\"active\":true}");
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.header("Age")).matches("[0-9]+");
    }

    @Test
    void anEndDateComesBackInUtcAndDecidesWhetherTheCompanyIsActive() {
        backend.behave(
                (line, out) -> out.write(
                        SocketBackend.answer(
                                "application/x-company-v1",
                                line.contains("past")
                                        ? "{\"cn\":\"P\",\"created_on\":\"1990-01-01T00:00:00Z\",\"closed_on\":\"2001-01-01T01:00:00+02:00\"}"
                                        : "{\"cn\":\"F\",\"created_on\":\"1990-01-01T00:00:00Z\",\"closed_on\":\"2999-01-01T00:00:00.5Z\"}")));
        assertThat(ask("past").asString())
                .isEqualTo(
                        "{\"id\":\"past\",\"name\":\"P\",\"active\":false,\"active_until\":\"2000-12-31T23:00:00Z\"}");
        assertThat(ask("future").asString())
                .isEqualTo(
                        "{\"id\":\"future\",\"name\":\"F\",\"active\":true,\"active_until\":\"2999-01-01T00:00:00.500Z\"}");
    }

    @Test
    void anAbsentCompanyIs404AndRememberedForAWhile() {
        backend.say("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        for (int i = 0; i < 3; i++) {
            Response answer = ask("absent");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.path("type").toString()).isEqualTo("urn:quintet:problem:company-not-found");
        }
        assertThat(backend.requests()).hasSize(1);
    }

    @Test
    void anUnknownCountryIs404() {
        Response answer =
                given().queryParam("id", "1").queryParam("country_iso", "zz").get("/company");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.path("type").toString()).isEqualTo("urn:quintet:problem:unknown-country");
    }

    @Test
    void theGateCountsConnectionsFromTheStart() {
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics).containsPattern("(?m)^backendify_connections\\S* [1-9]");
    }

    @Test
    void otherMethodsAreRefused() {
        Response answer = given().post("/company");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void allWhoAskForTheSameShareOneCallAlsoWhenTheFirstGoesAway() throws IOException {
        CountDownLatch now = new CountDownLatch(1);
        backend.behave((line, out) -> {
            try {
                now.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            out.write(SocketBackend.company("Shared"));
        });
        try (Socket first = new Socket(service.getHost(), service.getPort())) {
            first.getOutputStream()
                    .write("GET /company?id=shared&country_iso=us HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofMinutes(1)).until(() -> backend.requests().size() == 1);
        }
        List<CompletableFuture<Response>> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            others.add(CompletableFuture.supplyAsync(() -> ask("shared")));
        }
        now.countDown();
        for (CompletableFuture<Response> other : others) {
            Response answer = other.join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("X-Cache")).isIn("COALESCED", "HIT");
        }
        assertThat(backend.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/status"})
    void itSaysThatItIsReady(String path) {
        assertThat(given().get(path).asString()).isEqualTo("{\"message\":\"OK\"}");
    }

    @Test
    void aBatchAnswersEachWithItsOwnStatusInOrder() {
        backend.behave((line, out) -> out.write(
                line.contains("none")
                        ? "HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
                        : SocketBackend.company("Batch")));
        Response answer = given().contentType("application/json")
                .body(
                        """
                        [{"id":"b1","country_iso":"us"},{"id":"none","country_iso":"US"},{"id":"b1","country_iso":"zz"},
                         {"id":"","country_iso":"us"},{"country_iso":"us"},{"id":"b1"},{"id":"1","country_iso":"ru"}]""")
                .post("/companies/lookup");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("status", Integer.class))
                .containsExactly(200, 404, 404, 400, 400, 400, 504);
        assertThat(answer.jsonPath().getString("[0].company.name")).isEqualTo("Batch");
        assertThat(answer.asString()).doesNotContain("active_until");
    }

    @Test
    void aBatchHasOneToAHundredQuestions() {
        backend.behave((line, out) -> out.write(SocketBackend.company("Batch")));
        assertThat(batch(100).jsonPath().getList("status", Integer.class))
                .hasSize(100)
                .containsOnly(200);
        assertThat(batch(101).statusCode()).isEqualTo(422);
        assertThat(batch(0).statusCode()).isEqualTo(422);
        assertThat(given().contentType("application/json")
                        .body("[null]")
                        .post("/companies/lookup")
                        .statusCode())
                .isEqualTo(422);
        assertThat(given().contentType("application/json")
                        .body("[")
                        .post("/companies/lookup")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsForgottenIsAskedForAgain() throws IOException {
        backend.behave((line, out) -> out.write(SocketBackend.company("Again")));
        ask("keep");
        ask("a/b");
        assertThat(raw("DELETE /cache/US/a%2Fb HTTP/1.1")).startsWith("HTTP/1.1 204");
        assertThat(ask("a/b").header("X-Cache")).isEqualTo("MISS");
        assertThat(raw("DELETE /cache/us/%2E%2E HTTP/1.1")).startsWith("HTTP/1.1 204");
        assertThat(raw("DELETE /cache/us/.. HTTP/1.1")).startsWith("HTTP/1.1 204");
        assertThat(ask("keep").header("X-Cache")).isEqualTo("HIT");
        assertThat(raw("DELETE /cache HTTP/1.1")).startsWith("HTTP/1.1 204");
        assertThat(ask("keep").header("X-Cache")).isEqualTo("MISS");
    }

    private Response batch(int questions) {
        String body = IntStream.range(0, questions)
                .mapToObj(i -> "{\"id\":\"q" + i + "\",\"country_iso\":\"us\"}")
                .toList()
                .toString();
        return given().contentType("application/json").body(body).post("/companies/lookup");
    }

    private static Response ask(String id) {
        return given().queryParam("id", id).queryParam("country_iso", "us").get("/company");
    }

    private static String percentEncoded(String id) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02x", b));
        }
        return encoded.toString();
    }

    /** A request whose first line no client has touched. */
    private String raw(String firstLine) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write((firstLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
