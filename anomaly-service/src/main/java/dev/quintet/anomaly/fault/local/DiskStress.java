package dev.quintet.anomaly.fault.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.LocalNode;

/**
 * Writes and syncs on the node's data volume, round and round in files of a fixed size that have no name any more, so
 * that nothing is left however the process ends.
 */
final class DiskStress implements StressFault.Resource {
    private static final int FILE_MIB = 32;
    private static final int KEPT_FREE_MIB = 1024;

    @Override
    public FaultType type() {
        return FaultType.DISK_STRESS;
    }

    @Override
    public List<String> work(Severity severity, LocalNode node) {
        return List.of(
                "disk",
                node.dataDir().toString(),
                Integer.toString(writers(severity)),
                Integer.toString(FILE_MIB),
                severity == Severity.LOW ? "20" : "0");
    }

    @Override
    public int memoryMib(Severity severity) {
        return 8;
    }

    @Override
    public String description(Severity severity) {
        return writers(severity) + " writer(s), each syncing after every 256 KiB"
                + (severity == Severity.LOW ? ", 20 ms apart" : "") + ", on the data volume";
    }

    @Override
    public void requireRoom(Severity severity, LocalNode node) {
        try {
            long free = Files.getFileStore(node.dataDir()).getUsableSpace() >> 20;
            if (free < KEPT_FREE_MIB + (long) writers(severity) * FILE_MIB) {
                throw new InjectionException("the data volume of " + node.name() + " has only " + free + " MiB left");
            }
        } catch (IOException e) {
            throw new InjectionException("cannot tell how full the data volume is: " + e.getMessage(), e);
        }
    }

    private static int writers(Severity severity) {
        return severity == Severity.HIGH ? 4 : 1;
    }
}
