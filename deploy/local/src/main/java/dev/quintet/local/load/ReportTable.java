package dev.quintet.local.load;

import java.util.Locale;
import java.util.Map;

import dev.quintet.local.load.EndpointMeter.Snapshot;

/** What was measured, as a table for people. */
final class ReportTable {

    private ReportTable() {}

    /** @param seconds how long the load took */
    static String render(Map<Endpoint, Snapshot> snapshots, double seconds) {
        StringBuilder table = new StringBuilder();
        line(table, "ENDPOINT", "COUNT", "APART", "ERRORS", "RATE/s", "p50 ms", "p95 ms", "p99 ms", "max ms");
        snapshots.forEach((endpoint, snapshot) -> row(table, endpoint.label(), snapshot, seconds));
        row(table, "all", Meters.total(snapshots), seconds);
        apart(table, snapshots);
        errors(table, snapshots);
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Snapshot row, double seconds) {
        line(
                table,
                name,
                String.valueOf(row.count()),
                String.valueOf(row.shedCount()),
                String.valueOf(row.errorCount()),
                number(seconds <= 0 ? 0 : row.count() / seconds),
                number(row.percentileMillis(50)),
                number(row.percentileMillis(95)),
                number(row.percentileMillis(99)),
                number(row.maxMillis()));
    }

    private static void apart(StringBuilder table, Map<Endpoint, Snapshot> snapshots) {
        String title = "apart: documented refusals, each with Retry-After";
        for (Map.Entry<Endpoint, Snapshot> entry : snapshots.entrySet()) {
            for (Map.Entry<String, Long> kind : entry.getValue().shed().entrySet()) {
                title = title(table, title);
                table.append(String.format(
                        Locale.ROOT, "  %-30s %s x %d%n", entry.getKey().label(), kind.getKey(), kind.getValue()));
            }
        }
    }

    private static void errors(StringBuilder table, Map<Endpoint, Snapshot> snapshots) {
        String title = "errors by kind, with the first of each";
        for (Map.Entry<Endpoint, Snapshot> entry : snapshots.entrySet()) {
            for (Map.Entry<String, EndpointMeter.Failures> kind :
                    entry.getValue().errors().entrySet()) {
                title = title(table, title);
                table.append(String.format(
                        Locale.ROOT,
                        "  %-30s %s x %d: %s%n",
                        entry.getKey().label(),
                        kind.getKey(),
                        kind.getValue().count(),
                        kind.getValue().first()));
            }
        }
    }

    /** Writes a title above the first line only. */
    private static String title(StringBuilder table, String title) {
        if (!title.isEmpty()) {
            table.append(title).append(System.lineSeparator());
        }
        return "";
    }

    private static void line(StringBuilder table, Object... cells) {
        table.append(String.format(Locale.ROOT, "%-30s %8s %8s %8s %9s %9s %9s %9s %9s%n", cells));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
