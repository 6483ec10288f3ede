package dev.quintet.backendify.cache;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the cache that the settings ask for, and keeps it clean. */
@Singleton
public class CacheSetup {
    private static final Logger LOG = Logger.getLogger(CacheSetup.class);
    private static final int CLEAN_UP_MILLIS = 1_000;

    private final CacheConfig config;
    private final Vertx vertx;
    private final Optional<String> redisHost;
    private final int redisPort;
    private final Optional<String> redisPassword;
    private final int port;

    CacheSetup(
            CacheConfig config,
            Vertx vertx,
            @ConfigProperty(name = "redis.host") Optional<String> redisHost,
            @ConfigProperty(name = "redis.port", defaultValue = "6379") int redisPort,
            @ConfigProperty(name = "redis.password") Optional<String> redisPassword,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.vertx = vertx;
        this.redisHost = redisHost;
        this.redisPort = redisPort;
        this.redisPassword = redisPassword;
        this.port = port;
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    CompanyCache cache(Clock clock) {
        SecondLevel second = secondLevel(clock);
        HeapCache heap = new HeapCache(
                config.heap().asLongValue(),
                config.ttl(),
                config.notFoundTtl(),
                clock,
                Ticker.systemTicker(),
                second.sharesEverything() ? (key, stored) -> {} : second::put);
        CompanyCache cache = new CompanyCache(heap, second);
        vertx.setPeriodic(CLEAN_UP_MILLIS, tick -> cache.cleanUp());
        return cache;
    }

    void close(@Disposes CompanyCache cache) {
        cache.close();
    }

    private SecondLevel secondLevel(Clock clock) {
        return switch (config.secondLevel()) {
            case REDIS -> redis(redisHost.orElse("127.0.0.1"), clock);
            case FILE -> file(clock);
            case NONE -> new NoSecondLevel();
        };
    }

    private SecondLevel redis(String host, Clock clock) {
        String password = redisPassword
                .map(secret -> ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8) + "@")
                .orElse("");
        return new RedisSecondLevel(
                vertx,
                "redis://" + password + host + ":" + redisPort,
                config.redis().timeout(),
                config.redis().pause(),
                config.ttl(),
                clock);
    }

    /** Without a place for its files the service runs on the heap alone. */
    private SecondLevel file(Clock clock) {
        Path directory = config.file()
                .directory()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "quintet-backendify-" + port));
        try {
            FileSecondLevel file =
                    new FileSecondLevel(directory, config.file().size().asLongValue(), config.ttl(), clock);
            vertx.setPeriodic(FileSecondLevel.tickInterval().toMillis(), tick -> file.tick());
            return file;
        } catch (IOException | RuntimeException unusable) {
            LOG.warnf("no second level of the cache: %s cannot be used (%s)", directory, unusable.getMessage());
            return new NoSecondLevel();
        }
    }
}
