import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of the processes that take part, by Linux's own counters: what others use does not spoil it. */
final class Cpu {
    private static final double MICROS_PER_TICK = 10_000;
    private static final String OTHERS = "others";

    private final Map<String, Long> ticks = new TreeMap<>();

    /** As it stands now, since each process began. */
    Cpu() throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    String stat = Files.readString(process.resolve("stat"));
                    ticks.merge(role(process), ticks(stat), Long::sum);
                } catch (IOException ended) {
                    // Between the listing and the look.
                }
            }
        }
    }

    private static String role(Path process) throws IOException {
        String command = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
        if (command.contains("badge-service/target/quarkus-app")) {
            return "service";
        }
        if (command.contains("BadgeBench")) {
            return "load";
        }
        for (String name : new String[] {"postgres", "redis-server"}) {
            if (command.split(" ", 2)[0].contains(name)) {
                return name;
            }
        }
        return OTHERS;
    }

    /** Its own, and that of its children which have ended: pgbench's count as the load's, their servers' as PostgreSQL's. */
    private static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long sum = 0;
        for (int field = 11; field <= 14; field++) {
            sum += Long.parseLong(fields[field]);
        }
        return sum;
    }

    /** What each of so many pieces of work took of each since then, most first, with the sum without others. */
    String since(Cpu before, double pieces) {
        List<String> parts = new ArrayList<>();
        double sum = 0;
        for (Map.Entry<String, Long> now : ticks.entrySet()) {
            double micros =
                    (now.getValue() - before.ticks.getOrDefault(now.getKey(), 0L)) * MICROS_PER_TICK / pieces;
            sum += now.getKey().equals(OTHERS) ? 0 : micros;
            if (micros >= 1) {
                parts.add(String.format(Locale.ROOT, "%s %.0f", now.getKey(), micros));
            }
        }
        return String.format(Locale.ROOT, "%.0f us each without others (%s)", sum, String.join(", ", parts));
    }
}
