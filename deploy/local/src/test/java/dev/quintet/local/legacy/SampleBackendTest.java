package dev.quintet.local.legacy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SampleBackendTest {

    private static final SampleTemper CALM = new SampleTemper(Duration.ZERO, 0, Duration.ZERO, 0, 0);

    private final HttpClient client = HttpClient.newHttpClient();
    private final SampleCompanies companies = new SampleCompanies(7, "OOO");

    @Test
    void versionOneAnswersInItsFormat() throws Exception {
        String ended = idWhere(true);
        try (SampleBackend backend = new SampleBackend(0, companies, SampleFormat.V1, CALM, new Random(1))) {
            HttpResponse<String> response = get(backend, ended);
            JsonNode body = new ObjectMapper().readTree(response.body());
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-company-v1");
            assertThat(body.get("cn").asText()).endsWith(" OOO");
            assertThat(Instant.parse(body.get("created_on").asText())).isBefore(Instant.parse("2003-01-01T00:00:00Z"));
            assertThat(Instant.parse(body.get("closed_on").asText())).isAfter(Instant.parse("2012-01-01T00:00:00Z"));
        }
    }

    @Test
    void versionTwoAnswersInItsFormatWithoutAnEndThatIsNot() throws Exception {
        String open = idWhere(false);
        try (SampleBackend backend = new SampleBackend(0, companies, SampleFormat.V2, CALM, new Random(1))) {
            HttpResponse<String> response = get(backend, open);
            JsonNode body = new ObjectMapper().readTree(response.body());
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-company-v2");
            assertThat(body.get("tin").asText()).matches("[0-9]{2}-[0-9]{7}");
            assertThat(body.has("dissolved_on")).isFalse();
        }
    }

    @Test
    void anIdIsOnePathSegmentWhateverIsInIt() throws Exception {
        try (SampleBackend backend = new SampleBackend(0, companies, SampleFormat.V1, CALM, new Random(1))) {
            for (String id : List.of("a b", "a/b", "..", "a+b", "100%", "компания \uD83D\uDE00")) {
                int expected = companies.find(id).isPresent() ? 200 : 404;
                assertThat(get(backend, id).statusCode()).as(id).isEqualTo(expected);
            }
            assertThat(get(backend, "unknown-1").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void itFailsAsOftenAsItsTemperSays() throws Exception {
        SampleTemper bad = new SampleTemper(Duration.ZERO, 0, Duration.ZERO, 1, 0);
        SampleTemper busy = new SampleTemper(Duration.ZERO, 0, Duration.ZERO, 0, 1);
        try (SampleBackend failing = new SampleBackend(0, companies, SampleFormat.V1, bad, new Random(1));
                SampleBackend throttling = new SampleBackend(0, companies, SampleFormat.V1, busy, new Random(1))) {
            assertThat(get(failing, "1").statusCode()).isEqualTo(500);
            HttpResponse<String> throttled = get(throttling, "1");
            assertThat(throttled.statusCode()).isEqualTo(429);
            assertThat(throttled.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    @Test
    void theSameIdIsTheSameCompanyForEver() {
        assertThat(companies.find("12345")).isEqualTo(new SampleCompanies(7, "OOO").find("12345"));
        assertThat(companies.find("12345").map(SampleCompany::name)).contains("Granite Holdings OOO");
    }

    @Test
    void someAreUnknownSomeHaveEndedSomeWillEnd() {
        List<Optional<SampleCompany>> many = IntStream.range(0, 10_000)
                .mapToObj(i -> companies.find("id-" + i))
                .toList();
        Instant border = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(many.stream().filter(Optional::isEmpty).count()).isBetween(800L, 1200L);
        List<Instant> ends = many.stream()
                .flatMap(Optional::stream)
                .flatMap(c -> c.endedOn().stream())
                .toList();
        assertThat(ends.stream().filter(border::isAfter).count()).isBetween(1500L, 2100L);
        assertThat(ends.stream().filter(border::isBefore).count()).isBetween(1500L, 2100L);
    }

    @Test
    void aWrongSettingNamesItsKeyAndWhatIsAllowed() {
        assertThatThrownBy(() -> SampleTemper.of(Map.of("QUINTET_SAMPLE_ERROR_RATE", "2")))
                .hasMessage("QUINTET_SAMPLE_ERROR_RATE must be 0 to 1.0, not 2");
        assertThatThrownBy(() -> SampleTemper.of(Map.of("QUINTET_SAMPLE_LATENCY_MS", "fast")))
                .hasMessageContaining("QUINTET_SAMPLE_LATENCY_MS");
    }

    private String idWhere(boolean ended) {
        return IntStream.range(0, 1000)
                .mapToObj(String::valueOf)
                .filter(id -> companies
                        .find(id)
                        .map(c -> c.endedOn().isPresent() == ended)
                        .orElse(false))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(SampleBackend backend, String id) throws Exception {
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        URI uri = URI.create("http://127.0.0.1:" + backend.port() + "/companies/" + segment);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
