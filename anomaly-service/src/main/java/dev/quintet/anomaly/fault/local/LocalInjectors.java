package dev.quintet.anomaly.fault.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import dev.quintet.anomaly.fault.FaultInjector;
import dev.quintet.anomaly.node.NodeProcesses;

/** Puts the local injector together. */
public final class LocalInjectors {
    private LocalInjectors() {}

    public static FaultInjector create(NodeProcesses processes, Clock clock) {
        Path home;
        try {
            home = Files.createTempDirectory("quintet-stress");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
        StressChild.install(home);
        List<LocalFault> faults = Stream.of(new CpuStress(), new MemoryStress(), new DiskStress())
                .<LocalFault>map(resource -> new StressFault(resource, home, processes, clock))
                .toList();
        return new LocalInjector(faults);
    }
}
