package dev.quintet.anomaly.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.local.test.MariaDbTestResource;
import dev.quintet.local.test.PostgresTestResource;
import dev.quintet.local.test.RedisTestResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is forgotten when, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = MariaDbTestResource.class,
        initArgs = {@ResourceArg(name = "nodes", value = "3"), @ResourceArg(name = "proxies", value = "true")})
class HistoryAgeTest {
    private static final String NODE = "aged";
    /** Long after what is measured while this runs: nobody else forgets it. */
    private static final Instant NOW = Instant.parse("2100-01-31T00:00:00Z");

    @Inject
    HistoryStore store;

    @Inject
    HistoryConfig config;

    @Inject
    MetricCatalog catalog;

    @Test
    void eachResolutionIsKeptForItsOwnTime() {
        List<Duration> ages = List.of(
                Duration.ofMinutes(119),
                Duration.ofMinutes(121),
                Duration.ofHours(47),
                Duration.ofHours(49),
                Duration.ofDays(29),
                Duration.ofDays(31));
        for (int seconds : List.of(HistoryWriter.SAMPLES, HistoryWriter.TEN_SECONDS, HistoryWriter.MINUTE)) {
            store.write(ages.stream()
                    .map(age -> new HistoryRow(seconds, NODE, sample(NOW.minus(age))))
                    .toList());
        }
        HistoryWriter writer = new HistoryWriter(store, config, Clock.fixed(NOW, ZoneOffset.UTC));

        writer.flush();
        writer.close();

        assertThat(kept(HistoryWriter.SAMPLES)).isEqualTo(1);
        assertThat(kept(HistoryWriter.TEN_SECONDS)).isEqualTo(3);
        assertThat(kept(HistoryWriter.MINUTE)).isEqualTo(5);
        store.forget(HistoryWriter.SAMPLES, NOW);
        store.forget(HistoryWriter.TEN_SECONDS, NOW);
        store.forget(HistoryWriter.MINUTE, NOW);
    }

    private Sample sample(Instant time) {
        float[] values = new float[catalog.size()];
        Arrays.fill(values, 1);
        return new Sample(time, values);
    }

    private int kept(int seconds) {
        return store.read("up", List.of(NODE), seconds, Instant.EPOCH, NOW, 100).size();
    }
}
