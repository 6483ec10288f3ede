package dev.quintet.anomaly.rank;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;

/** Shows Prometheus which ranker speaks, and why. */
@Singleton
final class RankerGauge {
    private final LiveRanker live;

    RankerGauge(LiveRanker live) {
        this.live = live;
    }

    void register(@Observes StartupEvent start, MeterRegistry registry) {
        MultiGauge gauge = MultiGauge.builder("quintet.anomaly.ranker")
                .description("1: this ranker speaks, by this model, for this reason")
                .register(registry);
        live.onChange(state -> gauge.register(
                List.of(MultiGauge.Row.of(
                        Tags.of(
                                "ranker", state.name(),
                                "model", state.id().orElse(""),
                                "reason", state.reason()),
                        1)),
                true));
    }
}
