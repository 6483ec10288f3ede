package dev.quintet.workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPU, memory and disk that a target's server processes use, where they are processes of this machine with a readable
 * {@code /proc}. One instance is used by one thread at a time; each sample covers the time since the one before.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
public final class ProcessUsage {

    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final double TICKS_PER_SECOND = 100;
    /** Full scale of disk usage, as the original had it: 100 MB/s. */
    private static final double DISK_BYTES_PER_SECOND = 100e6;

    private final Path proc;
    private final List<Path> pidFiles;
    private final int nodeCount;
    private Counters last;

    /**
     * Usage in percent.
     *
     * @param cpu of all this machine's cores, 0 to 100
     * @param memory resident, of this machine's memory
     * @param disk bytes read and written, of 100 MB/s, at most 100
     */
    public record Percent(double cpu, double memory, double disk) {}

    private record Counters(long nanos, double cpuSeconds, double residentBytes, double diskBytes) {}

    public ProcessUsage(Path proc, List<Node> nodes) {
        this.proc = proc;
        this.nodeCount = nodes.size();
        this.pidFiles = nodes.stream().flatMap(node -> node.pidFile().stream()).toList();
    }

    /** Usage since the sample before; empty for the first, for a remote target and where a process cannot be read. */
    public Optional<Percent> sample(long nanos) {
        if (pidFiles.isEmpty() || pidFiles.size() < nodeCount) {
            return Optional.empty();
        }
        Counters before = last;
        last = null;
        try {
            Counters now = read(nanos);
            last = now;
            return before == null ? Optional.empty() : Optional.of(difference(before, now));
        } catch (IOException | RuntimeException e) {
            // A node that was just killed has no /proc entry: no figure is better than a wrong one.
            return Optional.empty();
        }
    }

    private Percent difference(Counters before, Counters now) throws IOException {
        double seconds = Math.max(1e-3, (now.nanos - before.nanos) / 1e9);
        int cores = Runtime.getRuntime().availableProcessors();
        // A restarted process counts from 0 again.
        double cpu = Math.max(0, now.cpuSeconds - before.cpuSeconds) / seconds / cores * 100;
        double disk = Math.max(0, now.diskBytes - before.diskBytes) / seconds / DISK_BYTES_PER_SECOND * 100;
        return new Percent(
                round(Math.min(100, cpu)), round(now.residentBytes / memoryBytes() * 100), round(Math.min(100, disk)));
    }

    private Counters read(long nanos) throws IOException {
        double cpu = 0;
        double resident = 0;
        double disk = 0;
        for (Path pidFile : pidFiles) {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            Path process = proc.resolve(Long.toString(pid));
            String stat = Files.readString(process.resolve("stat"));
            // The second field is the name in parentheses and may hold spaces: count from behind it.
            List<String> fields = List.of(BLANK.split(stat.substring(stat.lastIndexOf(')') + 2), -1));
            cpu += (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS_PER_SECOND;
            resident += line(process.resolve("status"), "VmRSS:").orElse(0) * 1024.0;
            disk += line(process.resolve("io"), "read_bytes:").orElse(0)
                    + line(process.resolve("io"), "write_bytes:").orElse(0);
        }
        return new Counters(nanos, cpu, resident, disk);
    }

    private double memoryBytes() throws IOException {
        return line(proc.resolve("meminfo"), "MemTotal:").orElseThrow() * 1024.0;
    }

    private static OptionalLong line(Path file, String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(NUMBER::matcher)
                .filter(Matcher::find)
                .mapToLong(number -> Long.parseLong(number.group()))
                .findFirst();
    }

    private static double round(double percent) {
        return Math.round(percent * 100) / 100.0;
    }
}
