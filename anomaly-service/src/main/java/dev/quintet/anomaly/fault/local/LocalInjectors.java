package dev.quintet.anomaly.fault.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.fault.FaultInjector;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.undo.UndoRunner;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;
import dev.quintet.anomaly.workload.Workloads;

/** Puts the local injector together. */
@Singleton
public class LocalInjectors {
    private final NodeProcesses processes;
    private final NodeConnections connections;
    private final UndoRunner undo;
    private final Workloads workloads;
    private final Clock clock;

    LocalInjectors(
            NodeProcesses processes, NodeConnections connections, UndoRunner undo, Workloads workloads, Clock clock) {
        this.processes = processes;
        this.connections = connections;
        this.undo = undo;
        this.workloads = workloads;
        this.clock = clock;
    }

    public FaultInjector create() {
        Path home;
        try {
            home = Files.createTempDirectory("quintet-stress");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
        StressChild.install(home);
        List<LocalFault> faults = new ArrayList<>();
        for (StressFault.Resource resource : List.of(new CpuStress(), new MemoryStress(), new DiskStress())) {
            faults.add(new StressFault(resource, home, processes, clock));
        }
        for (DatabaseChange change : List.of(new BufferPoolShrink(), new ExtraIndexes())) {
            faults.add(new DatabaseFault(change, connections, undo, clock));
        }
        for (ClientLoad load : List.of(new HotRows(), new FullScans())) {
            faults.add(new ClientFault(load, connections, clock));
        }
        for (FaultType type : List.of(FaultType.NETWORK_DELAY, FaultType.NETWORK_LOSS, FaultType.NETWORK_PARTITION)) {
            faults.add(new NetworkFault(type, connections.password(), clock));
        }
        faults.add(new WorkloadSpike(workloads, connections, clock));
        faults.add(new ProcessKill(processes, connections, clock));
        return new LocalInjector(faults, undo);
    }
}
