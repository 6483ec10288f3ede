package dev.quintet.anomaly.fault;

import java.time.Instant;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows the faults in force to Prometheus, so that dashboards can shade their time and alerts can be silenced. */
@Singleton
final class FaultGauges implements FaultListener {
    private final MeterRegistry meters;
    private final Provider<FaultService> faults;

    FaultGauges(MeterRegistry meters, Provider<FaultService> faults) {
        this.meters = meters;
        this.faults = faults;
    }

    // Of a node and a type that had none yet there is no gauge; a second registration of the same changes nothing.
    @Override
    public void started(FaultSpec spec, Instant since, Instant endsAt) {
        String node = spec.node().name();
        String type = spec.type().wireName();
        Gauge.builder("quintet.anomaly.fault", () -> isInForce(node, type) ? 1 : 0)
                .description("Whether a fault of the type is in force on the node, 1 or 0")
                .tag("node", node)
                .tag("type", type)
                .register(meters);
    }

    private boolean isInForce(String node, String type) {
        return faults.get().active().stream()
                .anyMatch(fault -> fault.target().equals(node) && fault.type().equals(type));
    }

    // The gauge asks what is in force; it need not be told of an end.
    @Override
    public void recovered(FaultSpec spec, Instant since, Instant at) {}

    @Override
    public void failed(FaultSpec spec, Instant since, Instant at, String reason) {}
}
