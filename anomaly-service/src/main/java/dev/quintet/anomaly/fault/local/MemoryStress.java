package dev.quintet.anomaly.fault.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.LocalNode;

/** Holds and touches memory: as StressChaos' {@code stressors.memory}, size. */
final class MemoryStress implements StressFault.Resource {
    private static final int KEPT_FREE_MIB = 512;

    @Override
    public FaultType type() {
        return FaultType.MEMORY_STRESS;
    }

    @Override
    public List<String> work(Severity severity, LocalNode node) {
        return List.of("memory", Integer.toString(size(severity)));
    }

    @Override
    public int memoryMib(Severity severity) {
        return size(severity) + 1;
    }

    @Override
    public String description(Severity severity) {
        return size(severity) + " MiB of memory held and touched";
    }

    @Override
    public void requireRoom(Severity severity, LocalNode node) {
        long available = availableMib();
        if (available < size(severity) + KEPT_FREE_MIB) {
            throw new InjectionException("this machine has " + available + " MiB of memory left, and " + size(severity)
                    + " MiB would leave less than " + KEPT_FREE_MIB + "; choose a lower severity");
        }
    }

    private static long availableMib() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            throw new InjectionException("cannot tell how much memory is left: " + e.getMessage(), e);
        }
    }

    private static int size(Severity severity) {
        return switch (severity) {
            case LOW -> 128;
            case MEDIUM -> 256;
            case HIGH -> 512;
        };
    }
}
