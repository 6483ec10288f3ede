package dev.quintet.badge.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import dev.quintet.badge.alcohol.Readings;
import dev.quintet.badge.audit.Audit;
import dev.quintet.badge.database.ExplainingSource.Explained;
import dev.quintet.badge.event.EventQueue;
import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.game.ScoreLists;
import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.identity.BadgePair;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.local.engine.PostgresEngine;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every list is planned on an index: in a database of its own, filled by the benchmark's generator with fewer rows. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
class QueryPlansTest {
    private static final Path GENERATOR = Path.of("../bench/badges/load.sql");
    private static final String[] GROWING = {
        "scores",
        "users",
        "badges",
        "alcohol_readings",
        "challenges",
        "event_queue",
        "audit",
        "discord_messages",
        "user_achievements"
    };

    PostgresEngine postgres;

    private ExplainingSource explaining;
    private Database database;

    @BeforeEach
    void fill() throws Exception {
        try (Connection connection = source("quintet").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS plans");
            statement.execute("CREATE DATABASE plans");
        }
        PGSimpleDataSource plans = source("plans");
        Flyway.configure().dataSource(plans).load().migrate();
        try (Connection connection = plans.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    Files.readString(GENERATOR).replace(":users", "3000").replace(":scores", "40000"));
        }
        explaining = new ExplainingSource(plans);
        database = new Database(explaining.source());
    }

    @Test
    void everyListIsPlannedOnAnIndex() throws Exception {
        GameCatalogue games = new GameCatalogue(new Database(source("plans")));
        Game game = games.require("BO");
        Badge badge = new Badge(7, 7, new BadgePair("u", "m"), "generated-7");
        ScoreLists scores = make(ScoreLists.class, database);
        Readings readings = make(Readings.class, database);
        ObjectMapper json = new ObjectMapper();
        for (Sort sort : Sort.values()) {
            for (Page page : List.of(new Page(1, 10, sort), new Page(3, 10, sort))) {
                scores.ofGame(game, 0, 0, page);
                scores.ofGame(game, 1, 0, page);
                scores.ofGame(game, 0, System.currentTimeMillis(), page);
                scores.ofBadge(badge.id(), page);
                scores.ofBadge(badge.id(), game, page);
                readings.all(page);
                readings.ofBadge(badge.id(), page);
                call(
                        make(
                                type("challenge.Challenges"),
                                database,
                                make(type("challenge.ChallengeStore")),
                                null,
                                null),
                        "list",
                        badge,
                        page);
                Object people = make(type("staff.StaffPeople"), database, null, null, null, null, null, json);
                call(people, "people", Optional.empty(), page);
                call(people, "people", Optional.of("generated-9"), page);
                call(people, "badges", Optional.empty(), page);
                call(people, "badges", Optional.of(7L), page);
                call(make(type("staff.StaffScores"), database, null, null, null, null, null, null), "held", page);
                make(Audit.class, database, json).list(page);
                call(make(type("discord.MessageStore"), database), "list", page);
            }
        }
        make(EventQueue.class, database).take(badge.id());
        call(make(type("identity.PostgresBadges"), database), "find", badge.pair());
        call(make(type("discord.PersonSummary"), database), "of", "generated-7");
        assertThat(explaining.explained()).hasSizeGreaterThan(100).allSatisfy(QueryPlansTest::usesAnIndex);
    }

    private static void usesAnIndex(Explained explained) {
        for (String table : GROWING) {
            assertThat(explained.plan()).as(explained.sql()).doesNotContain("Seq Scan on " + table);
        }
        assertThat(explained.plan()).as(explained.sql()).contains("Index");
    }

    private PGSimpleDataSource source(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {postgres.host()});
        source.setPortNumbers(new int[] {postgres.port()});
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        source.setDatabaseName(name);
        return source;
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("dev.quintet.badge." + name);
    }

    /** Stores are made by the container only; here one is made on another database. */
    private static <T> T make(Class<T> type, Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        for (Constructor<?> candidate : type.getDeclaredConstructors()) {
            constructor = candidate.getParameterCount() == arguments.length ? candidate : constructor;
        }
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(arguments));
    }

    private static void call(Object target, String name, Object... arguments) throws Exception {
        for (Method method : target.getClass().getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                method.setAccessible(true);
                try {
                    method.invoke(target, arguments);
                } catch (InvocationTargetException failed) {
                    throw new AssertionError(name, failed.getCause());
                }
                return;
            }
        }
        throw new AssertionError("no method " + name);
    }
}
