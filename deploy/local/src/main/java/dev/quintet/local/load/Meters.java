package dev.quintet.local.load;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;

/** The meters of all endpoints over one stretch of load. Safe for use by several threads. */
final class Meters {

    private final Map<Endpoint, EndpointMeter> byEndpoint = new EnumMap<>(Endpoint.class);
    private final LongAdder done = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder shed = new LongAdder();

    void record(Endpoint endpoint, long nanos, Outcome outcome) {
        meter(endpoint).record(nanos, outcome);
        done.increment();
        if (outcome instanceof Outcome.Wrong) {
            errors.increment();
        } else if (outcome instanceof Outcome.Shed) {
            shed.increment();
        }
    }

    private synchronized EndpointMeter meter(Endpoint endpoint) {
        return byEndpoint.computeIfAbsent(endpoint, first -> new EndpointMeter());
    }

    long done() {
        return done.sum();
    }

    long errors() {
        return errors.sum();
    }

    long shed() {
        return shed.sum();
    }

    /** Those endpoints that were called, in the order of {@link Endpoint}. */
    synchronized Map<Endpoint, EndpointMeter.Snapshot> snapshots() {
        Map<Endpoint, EndpointMeter.Snapshot> snapshots = new EnumMap<>(Endpoint.class);
        byEndpoint.forEach((endpoint, meter) -> snapshots.put(endpoint, meter.snapshot()));
        return Collections.unmodifiableMap(snapshots);
    }

    /** All endpoints as one. */
    static EndpointMeter.Snapshot total(Map<Endpoint, EndpointMeter.Snapshot> snapshots) {
        Histogram latencies = new Histogram(3);
        Map<String, Long> shed = new TreeMap<>();
        Map<String, EndpointMeter.Failures> errors = new TreeMap<>();
        snapshots.values().forEach(one -> {
            latencies.add(one.latencies());
            one.shed().forEach((kind, count) -> shed.merge(kind, count, Long::sum));
            one.errors()
                    .forEach((kind, some) -> errors.merge(
                            kind, some, (a, b) -> new EndpointMeter.Failures(a.count() + b.count(), a.first())));
        });
        return new EndpointMeter.Snapshot(latencies, shed, errors);
    }
}
