package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.quintet.anomaly.fault.FaultOrder;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.RemoteNode;

/** Plans for tests. */
final class Plans {
    private Plans() {}

    static TimedFault fault(FaultType type, String node, int after, int seconds) {
        return new TimedFault(
                new FaultOrder(type, Severity.MEDIUM, Duration.ofSeconds(seconds), List.of(new RemoteNode(node))),
                Duration.ofSeconds(after));
    }

    /** Without a load: 20 s of baseline, 10 s of cooldown. */
    static ExperimentPlan plan(TimedFault... faults) {
        return new ExperimentPlan(
                "test",
                Optional.empty(),
                List.of(faults),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                1,
                Set.of("node1"));
    }
}
