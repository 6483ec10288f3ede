package dev.quintet.badge.scoreboard;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class ScoreboardStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/scoreboard/stream")
    URI stream;

    RedisEngine redis;

    private final List<Listening> open = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private String person;
    private TestBadge badge;

    @BeforeEach
    void claimABadge() {
        person = "streamed-" + System.nanoTime();
        badge = claimed(person);
    }

    @AfterEach
    void hangUp() throws Exception {
        for (Listening listening : open) {
            listening.close();
        }
        threads.shutdownNow();
    }

    @Test
    void aScoreIsToldOnceWithItsPlaceAndAVoidOneIsTakenBack() throws Exception {
        Listening all = listen("", null);
        Listening other = listen("?game=Labyrinth", null);
        long record = badge.score("RO", 9_000_000_000_000_000L, 1.5);
        await().until(() -> all.mine().size() == 1);
        Event event = all.mine().get(0);
        assertThat(event.kind()).isEqualTo("score");
        assertThat(event.data().path("record_id").asLong()).isEqualTo(record);
        assertThat(event.data().path("game_name").asText()).isEqualTo("Asteroids");
        assertThat(event.data().path("score").asLong()).isEqualTo(9_000_000_000_000_000L);
        assertThat(event.data().path("duration").asDouble()).isEqualTo(1.5);
        assertThat(event.data().path("place").asLong()).isEqualTo(1);
        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"tested\"}")
                .post("/badge/staff/scores/" + record + "/void")
                .then()
                .statusCode(200);
        await().until(() -> all.mine().size() == 2);
        assertThat(all.mine().get(1).kind()).isEqualTo("void");
        badge.score("LA", 1, 1);
        await().until(() -> other.mine().size() == 1);
        assertThat(other.mine().get(0).data().path("game_name").asText()).isEqualTo("Labyrinth");
    }

    @Test
    void whoResumesGetsWhatWasMissedOnceAndThenTheLiveEvents() throws Exception {
        Listening first = listen("", null);
        badge.score("RO", 1, 1);
        await().until(() -> first.mine().size() == 1);
        first.close();
        badge.score("RO", 2, 1);
        badge.score("RO", 3, 1);
        Listening again = listen("", first.mine().get(0).id());
        await().until(() -> again.mine().size() == 2);
        badge.score("RO", 4, 1);
        await().until(() -> again.mine().size() == 3);
        assertThat(again.mine())
                .extracting(event -> event.data().path("score").asLong())
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void whoMissedWhatIsGoneIsToldToReadAnew() throws Exception {
        badge.score("RO", 5, 1);
        Listening late = listen("", "1-0");
        await().until(() -> late.events.stream().anyMatch(event -> event.kind().equals("reset")));
    }

    @Test
    void aListenerStaysWhileRedisIsAwayAndHearsWhatComesAfterwards() throws Exception {
        Listening all = listen("", null);
        redis.kill();
        try {
            badge.score("RO", 6, 1);
        } finally {
            redis.restart();
        }
        await().ignoreExceptions().until(() -> {
            badge.score("RO", System.nanoTime() % 1_000_000_000, 1);
            return !all.mine().isEmpty();
        });
    }

    @Test
    void wrongQuestionsAreRefused() {
        given().header("Last-Event-ID", "yesterday")
                .get("/scoreboard/stream")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:quintet:problem:bad-event-id"));
        given().get("/scoreboard/stream?game=chess").then().statusCode(404);
        given().get("/scoreboard/stream?bracket=nobody").then().statusCode(404);
    }

    private Listening listen(String query, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stream + query));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        Listening listening = new Listening(answer.body());
        open.add(listening);
        threads.execute(listening::read);
        return listening;
    }

    private record Event(String id, String kind, JsonNode data) {}

    private final class Listening {
        private final InputStream body;
        private final List<Event> events = new CopyOnWriteArrayList<>();

        Listening(InputStream body) {
            this.body = body;
        }

        List<Event> mine() {
            return events.stream()
                    .filter(event ->
                            event.data().path("discord_handle").asText().equals(person))
                    .toList();
        }

        private void read() {
            Scanner frames = new Scanner(body, StandardCharsets.UTF_8).useDelimiter("\n\n");
            while (frames.hasNext()) {
                String id = null;
                String kind = "";
                String data = "{}";
                for (String line : frames.next().split("\n", -1)) {
                    String value = line.substring(line.indexOf(':') + 1).strip();
                    if (line.startsWith("id:")) {
                        id = value;
                    } else if (line.startsWith("event:")) {
                        kind = value;
                    } else if (line.startsWith("data:")) {
                        data = value;
                    }
                }
                try {
                    events.add(new Event(id, kind, JSON.readTree(data)));
                } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
                    throw new AssertionError(data, wrong);
                }
            }
        }

        void close() throws Exception {
            body.close();
        }
    }
}
