package dev.quintet.common.telemetry;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/** Leaves the metrics of the JVM, its process and its machine out where they are not wanted. */
@Singleton
public class RuntimeMetrics {
    private static final List<String> PREFIXES = List.of("jvm.", "process.", "system.");

    @Produces
    @Singleton
    MeterFilter runtimeFilter(TelemetryConfig config) {
        boolean wanted = config.runtimeMetrics();
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return !wanted && PREFIXES.stream().anyMatch(id.getName()::startsWith)
                        ? MeterFilterReply.DENY
                        : MeterFilterReply.NEUTRAL;
            }
        };
    }
}
