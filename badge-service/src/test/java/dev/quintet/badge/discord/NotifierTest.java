package dev.quintet.badge.discord;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.pubsub.PubSubCommands;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.badge.BackgroundWork;
import dev.quintet.badge.BadgeApi.TestBadge;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.discord.FakeDiscord.Mood;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.DiscordMessage;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.badge.BackgroundWork.await;
import static dev.quintet.badge.BadgeApi.claimed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(FakeDiscord.class)
class NotifierTest {
    FakeDiscord discord;

    @Inject
    Announcements announcements;

    @Inject
    MessageStore store;

    @Inject
    Database database;

    @Inject
    RedisDataSource redis;

    @Inject
    BackgroundWork background;

    /** What others have caused is posted before anything is counted. */
    @BeforeEach
    void nothingWaits() {
        background.awaitDone();
        await().until(() -> store.waiting() == 0);
    }

    @AfterEach
    void discordIsWell() {
        discord.set(Mood.WELL);
        await().until(() -> store.waiting() == 0);
    }

    @Test
    void aRepeatedCaptureIsToldToTheCommunityOnce() {
        List<String> heard = new CopyOnWriteArrayList<>();
        var subscription = redis.pubsub(String.class).subscribe("community-message", heard::add);
        String person = "again-" + System.nanoTime();
        TestBadge badge = claimed(person);
        for (int i = 0; i < 4; i++) {
            badge.request().get("/capturetheflag/APConn").then().statusCode(200);
        }
        String expected = person + " has already unlocked: [REDACTED]";
        await().until(() -> count(expected) == 1 && heard.contains(expected));
        await().until(() -> store.waiting() == 0);
        subscription.unsubscribe();
        assertThat(count(expected)).isEqualTo(1);
        assertThat(heard).filteredOn(expected::equals).hasSize(1);
    }

    @Test
    void aCapturedFlagTellsAMemberOfStaffAFactAndTheNextWithinAMinuteDoesNot() {
        String member = Long.toString(System.nanoTime());
        database.run(session -> session.update(
                "INSERT INTO staff (discord_user_id, discord_handle) VALUES (?, ?)", member, "staff-" + member));
        try {
            redis.key().del("last_sent_fact");
            TestBadge badge = claimed("curious-" + System.nanoTime());
            badge.request().get("/capturetheflag/Serial").then().statusCode(200);
            String expected = "<@" + member + "> did you know? " + FakeDiscord.FACT;
            await().until(() -> count(expected) == 1);
            assertThat(redis.value(String.class).get("last_sent_fact")).isEqualTo(FakeDiscord.FACT);
            assertThat(redis.key().pttl("last_sent_fact")).isBetween(1L, 60_000L);
            badge.request().get("/capturetheflag/WebAuth").then().statusCode(200);
            await().until(() -> store.waiting() == 0);
            assertThat(count(expected)).isEqualTo(1);
        } finally {
            database.run(session -> session.update("DELETE FROM staff WHERE discord_user_id = ?", member));
        }
    }

    @Test
    void anUnlockedAchievementIsPostedOnceAndPublishedInTheOldForm() {
        List<String> heard = new CopyOnWriteArrayList<>();
        PubSubCommands<String> pubsub = redis.pubsub(String.class);
        var subscription = pubsub.subscribe("achievement", heard::add);
        String person = "posted-" + System.nanoTime();
        TestBadge badge = claimed(person);
        for (int i = 0; i < 3; i++) {
            badge.request().get("/capturetheflag/HelloWorld").then().statusCode(200);
        }
        String expected = person + " unlocked: Hello World for 5 points! The classic.";
        await().until(() -> count(expected) == 1 && heard.stream().anyMatch(text -> text.contains(person)));
        await().until(() -> store.waiting() == 0);
        subscription.unsubscribe();
        assertThat(count(expected)).isEqualTo(1);
        assertThat(heard)
                .filteredOn(text -> text.contains(person))
                .singleElement()
                .asString()
                .contains(
                        "\"handle\":\"" + person + "\"",
                        "\"name\":\"Hello World\"",
                        "\"points\":5",
                        "\"description\":\"The classic.\"");
    }

    @Test
    void theBucketIsNeverOversteppedAndAllArePostedOnceInOrder() {
        String name = "bucket-" + System.nanoTime() + "-";
        int before = discord.overstepped();
        List<String> sent = send(name, 14);
        await().until(() -> posted(name).size() >= 14);
        assertThat(posted(name)).isEqualTo(sent);
        assertThat(discord.overstepped()).isEqualTo(before);
    }

    @Test
    void aLimitIsWaitedOutAndNothingIsLostOrDoubled() {
        discord.set(Mood.LIMITING);
        String name = "limited-" + System.nanoTime() + "-";
        int before = discord.posts();
        List<String> sent = send(name, 3);
        await().until(() -> discord.posts() > before);
        discord.set(Mood.WELL);
        await().until(() -> posted(name).size() >= 3);
        assertThat(posted(name)).isEqualTo(sent);
    }

    @Test
    void whileDiscordIsAwayMessagesWaitAndComeOnceAfterwards() {
        discord.set(Mood.BROKEN);
        String name = "away-" + System.nanoTime() + "-";
        int before = discord.posts();
        List<String> sent = send(name, 3);
        await().until(() -> discord.posts() >= before + 2);
        assertThat(messages(name)).hasSize(3).allMatch(message -> message.state()
                .equals("waiting"));
        discord.set(Mood.WELL);
        await().until(() -> posted(name).size() >= 3);
        assertThat(posted(name)).isEqualTo(sent);
    }

    @Test
    void aMessageWithoutAnAnswerIsSentAgainOnceAtMost() {
        discord.set(Mood.SILENT);
        String name = "silent-" + System.nanoTime() + "-";
        send(name, 1);
        await().until(() -> messages(name).get(0).state().equals("unsure"));
        assertThat(posted(name)).hasSize(2);
    }

    @Test
    void aWebhookThatIsGoneIsAskedOnceUntilStaffSayThatItIsRight() {
        discord.set(Mood.GONE);
        String name = "gone-" + System.nanoTime() + "-";
        int before = discord.posts();
        List<String> sent = send(name, 2);
        await().until(() -> discord.posts() == before + 1);
        sent.addAll(send(name + "later-", 2));
        await().during(Duration.ofMillis(400)).until(() -> discord.posts() == before + 1);
        assertThat(messages(name)).hasSize(4).allMatch(message -> message.state()
                .equals("waiting"));
        discord.set(Mood.WELL);
        given().post("/badge/staff/messages/resume").then().statusCode(200);
        await().until(() -> posted(name).size() >= 4);
        assertThat(posted(name)).isEqualTo(sent);
    }

    private List<String> send(String name, int count) {
        List<String> sent = new CopyOnWriteArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = name + i;
            database.run(session -> announcements.community(session, text));
            sent.add(text);
        }
        return sent;
    }

    private long count(String text) {
        return Collections.frequency(discord.posted(), text);
    }

    private List<String> posted(String name) {
        return discord.posted().stream().filter(text -> text.startsWith(name)).toList();
    }

    private List<DiscordMessage> messages(String name) {
        return store.list(new Page(1, 100, Sort.RECENT)).stream()
                .filter(message -> message.content().startsWith(name))
                .toList();
    }
}
