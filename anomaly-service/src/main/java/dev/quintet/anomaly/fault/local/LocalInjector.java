package dev.quintet.anomaly.fault.local;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.quintet.anomaly.fault.FaultInjector;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;

/** Injects into the database nodes on this machine. */
public final class LocalInjector implements FaultInjector {
    private final Map<FaultType, LocalFault> faults = new EnumMap<>(FaultType.class);

    LocalInjector(List<LocalFault> faults) {
        faults.forEach(fault -> this.faults.put(fault.type(), fault));
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Set<FaultType> supported() {
        return faults.keySet();
    }

    @Override
    public String plan(FaultSpec spec) {
        return fault(spec).plan(spec);
    }

    @Override
    public Injection inject(FaultSpec spec) {
        return fault(spec).inject(spec);
    }

    private LocalFault fault(FaultSpec spec) {
        LocalFault fault = faults.get(spec.type());
        if (fault == null) {
            throw new IllegalArgumentException(spec.type() + " is not one of " + Arrays.toString(FaultType.values()));
        }
        return fault;
    }
}
