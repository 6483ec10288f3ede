package dev.quintet.local.launcher;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.quintet.local.process.ProcessIdentity;
import dev.quintet.local.suite.SuiteState;
import dev.quintet.local.suite.SuiteState.UnitEntry;
import dev.quintet.local.supervise.HttpProbe;

/** The suite as a table for people. */
final class SuiteTable {

    private SuiteTable() {}

    /**
     * A line of it.
     *
     * @param health what the unit says of itself now
     * @param memoryBytes resident, its children's own memory included; 0 without a process
     */
    record Row(UnitEntry unit, String health, long memoryBytes) {

        static Row of(UnitEntry unit) {
            Optional<ProcessIdentity> process =
                    Optional.ofNullable(unit.process()).filter(ProcessIdentity::isAlive);
            String health = unit.state();
            if (process.isEmpty() && health.equals("ready")) {
                health = "gone";
            } else if (unit.tier().equals("service") || unit.tier().equals("door")) {
                boolean asked = health.equals("ready") || health.equals("unready");
                if (asked) {
                    health = HttpProbe.isOk(URI.create(unit.address() + "/q/health/ready")) ? "ready" : "unready";
                }
            }
            return new Row(
                    unit,
                    health,
                    process.map(p -> ProcessIdentity.treeBytes(p.pid())).orElse(0L));
        }

        boolean isService() {
            return unit.tier().equals("service") || unit.tier().equals("door");
        }
    }

    static List<Row> rows(SuiteState state) {
        return state.units().parallelStream().map(Row::of).toList();
    }

    static String render(List<Row> rows) {
        StringBuilder table = new StringBuilder();
        line(table, "SERVICE", "ADDRESS", "HEALTH", "MEMORY", "RESTARTS");
        for (Row row : rows) {
            line(
                    table,
                    row.unit().name(),
                    row.unit().address(),
                    row.health(),
                    row.memoryBytes() == 0 ? "-" : megabytes(row.memoryBytes()),
                    String.valueOf(row.unit().restarts()));
        }
        long services =
                rows.stream().filter(Row::isService).mapToLong(Row::memoryBytes).sum();
        long all = rows.stream().mapToLong(Row::memoryBytes).sum();
        return table.append(String.format(
                        Locale.ROOT, "memory: services %s, with engines %s%n", megabytes(services), megabytes(all)))
                .toString();
    }

    private static void line(StringBuilder table, String name, String address, String health, String memory, String n) {
        table.append(String.format(Locale.ROOT, "%-16s %-24s %-11s %8s %9s%n", name, address, health, memory, n));
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
