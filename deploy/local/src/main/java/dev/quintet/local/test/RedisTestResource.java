package dev.quintet.local.test;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.quintet.local.engine.RedisEngine;

/**
 * Runs a Redis of its own for the tests: {@code @QuarkusTestResource(RedisTestResource.class)}. A test's field of type
 * {@link RedisEngine} gets the engine, to kill and restart it on the same port and data.
 */
public final class RedisTestResource implements QuarkusTestResourceLifecycleManager {

    private TestFolder folder;
    private RedisEngine engine;

    @Override
    public Map<String, String> start() {
        folder = new TestFolder();
        engine = folder.add(RedisEngine.start(folder.path(), 0));
        return Map.of(
                "REDIS_HOST", engine.host(),
                "REDIS_PORT", String.valueOf(engine.port()),
                "REDIS_PASSWORD", engine.password(),
                "quarkus.redis.hosts", "redis://" + engine.host() + ":" + engine.port(),
                "quarkus.redis.password", engine.password());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(engine, new TestInjector.MatchesType(RedisEngine.class));
    }

    @Override
    public void stop() {
        if (folder != null) {
            folder.close();
        }
    }
}
