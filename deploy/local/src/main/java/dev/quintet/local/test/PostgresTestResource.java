package dev.quintet.local.test;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.quintet.local.engine.PostgresEngine;

/**
 * Runs a PostgreSQL of its own for the tests: {@code @QuarkusTestResource(PostgresTestResource.class)}. The argument
 * {@code database} names its database, by default {@code quintet}. A test's field of type {@link PostgresEngine} gets
 * the engine, to kill and restart it on the same port and data.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    private String database = "quintet";
    private TestFolder folder;
    private PostgresEngine engine;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        folder = new TestFolder();
        engine = folder.add(PostgresEngine.start(folder.path(), 0, database));
        String address = "postgresql://" + engine.host() + ":" + engine.port() + "/" + database;
        return Map.of(
                "PG_DB_HOST", engine.host(),
                "PG_DB_PORT", String.valueOf(engine.port()),
                "PG_DB_USER", engine.user(),
                "PG_DB_PASSWORD", engine.password(),
                "PG_DB_DATABASE", database,
                "quarkus.datasource.username", engine.user(),
                "quarkus.datasource.password", engine.password(),
                "quarkus.datasource.jdbc.url", "jdbc:" + address,
                "quarkus.datasource.reactive.url", address);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(engine, new TestInjector.MatchesType(PostgresEngine.class));
    }

    @Override
    public void stop() {
        if (folder != null) {
            folder.close();
        }
    }
}
