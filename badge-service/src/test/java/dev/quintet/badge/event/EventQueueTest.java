package dev.quintet.badge.event;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.identity.BadgePair;
import dev.quintet.badge.identity.Badges;
import dev.quintet.common.api.badge.QueuedEvent;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class EventQueueTest {
    @Inject
    EventQueue queue;

    @Inject
    Badges badges;

    @Inject
    Database database;

    private TestBadge badge;
    private long badgeId;
    private long userId;

    @BeforeEach
    void claimABadge() {
        badge = claimed("reader-" + System.nanoTime());
        var found = badges.find(new BadgePair(badge.uuid(), badge.mac())).orElseThrow();
        badgeId = found.id();
        userId = found.userId();
    }

    @Test
    void twoReadersNeverGetTheSameEvent() throws Exception {
        for (int i = 0; i < 60; i++) {
            add("event " + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Set<Long> read = new HashSet<>();
            Callable<Optional<QueuedEvent>> take = () -> queue.take(badgeId);
            for (Future<Optional<QueuedEvent>> event : threads.invokeAll(Collections.nCopies(60, take))) {
                event.get().ifPresent(one -> assertThat(read.add(one.id())).isTrue());
            }
            for (Optional<QueuedEvent> rest = queue.take(badgeId); rest.isPresent(); rest = queue.take(badgeId)) {
                assertThat(read.add(rest.get().id())).isTrue();
            }
            assertThat(read).hasSize(60);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void eventsComeOldestFirstAndAreUnreadAgainAfterTheReset() {
        add("first");
        add("second");
        badge.request().get("/badge/event/queue").then().body("event_message", equalTo("first"));
        badge.request().get("/badge/event/queue").then().body("event_message", equalTo("second"));
        badge.request().get("/badge/event/queue").then().statusCode(200).body("$", empty());
        badge.request()
                .post("/badge/event/queue/reset")
                .then()
                .statusCode(200)
                .body("status", equalTo("SUCCESS"))
                .body("data", equalTo("null"));
        badge.request().get("/badge/event/queue").then().body("event_message", equalTo("first"));
    }

    @Test
    void aBadgesResetLeavesOthersAloneAndTheOperatorsResetsAll() {
        add("mine");
        queue.take(badgeId);
        claimed("other-" + System.nanoTime())
                .request()
                .post("/badge/event/queue/reset")
                .then()
                .statusCode(200);
        badge.request().get("/badge/event/queue").then().body("$", empty());
        given().post("/badge/event/queue/reset?all=true").then().statusCode(200);
        badge.request().get("/badge/event/queue").then().body("event_message", equalTo("mine"));
        given().post("/badge/event/queue/reset").then().statusCode(400);
    }

    private void add(String message) {
        database.run(session -> queue.add(session, userId, "show", message));
    }
}
