package dev.quintet.badge.telemetry;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/** Turns every metric off where {@code SKIP_METRICS} says so. */
final class MeterSwitch {
    private MeterSwitch() {}

    @Produces
    @Singleton
    static MeterFilter skip(TelemetryConfig config) {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return config.skipMetrics() ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }
        };
    }
}
