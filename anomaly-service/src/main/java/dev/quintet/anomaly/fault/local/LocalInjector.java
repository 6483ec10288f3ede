package dev.quintet.anomaly.fault.local;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.quintet.anomaly.fault.FaultInjector;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.undo.UndoRunner;
import dev.quintet.anomaly.node.LocalNode;

/** Injects into the database nodes on this machine. */
public final class LocalInjector implements FaultInjector {
    private final Map<FaultType, LocalFault> faults = new EnumMap<>(FaultType.class);
    private final UndoRunner undo;

    LocalInjector(List<LocalFault> faults, UndoRunner undo) {
        this.undo = undo;
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
    public void clearLeft() {
        if (!undo.undoLeft()) {
            throw new InjectionException("a node is away on which something is left to undo");
        }
    }

    @Override
    public void close() {
        // Its children end with this process.
    }

    @Override
    public Injection inject(FaultSpec spec) {
        if (spec.node() instanceof LocalNode node) {
            return fault(spec).inject(spec, node);
        }
        throw new InjectionException(
                spec.node().name() + " does not run on this machine: set quintet.anomaly.fault.injector to chaos-mesh");
    }

    private LocalFault fault(FaultSpec spec) {
        LocalFault fault = faults.get(spec.type());
        if (fault == null) {
            throw new IllegalArgumentException(spec.type() + " is not one of " + Arrays.toString(FaultType.values()));
        }
        return fault;
    }
}
