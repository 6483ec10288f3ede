package dev.quintet.anomaly.fault.local;

import java.util.List;

import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.LocalNode;

/** Burns processor time: as StressChaos' {@code stressors.cpu}, workers and load. */
final class CpuStress implements StressFault.Resource {
    @Override
    public FaultType type() {
        return FaultType.CPU_STRESS;
    }

    @Override
    public List<String> work(Severity severity, LocalNode node) {
        return List.of("cpu", Integer.toString(workers(severity)), Integer.toString(load(severity)));
    }

    @Override
    public int memoryMib(Severity severity) {
        return 1;
    }

    @Override
    public String description(Severity severity) {
        return workers(severity) + " CPU burner(s) at " + load(severity) + " % each";
    }

    @Override
    public void requireRoom(Severity severity, LocalNode node) {
        // The scheduler shares processors fairly: the rest of the machine gets slower, but goes on.
    }

    private static int workers(Severity severity) {
        return severity == Severity.HIGH ? 2 : 1;
    }

    private static int load(Severity severity) {
        return severity == Severity.LOW ? 50 : 100;
    }
}
