package dev.quintet.local.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.quintet.local.launcher.SuiteTable.Row;
import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.suite.SuiteLock;
import dev.quintet.local.suite.SuiteState;

/** What runs, where, how well, and in how much memory. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what runs. Exit code 0: all is ready; 1: something is not; 3: nothing runs.")
final class StatusCommand implements Callable<Integer> {

    private static final int NOTHING_RUNS = 3;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    private final SuiteHome home = SuiteHome.fromScript();

    /** The shape of the JSON. */
    record Report(boolean running, String phase, String since, List<UnitReport> units) {}

    /** One unit of the JSON; {@code pid} is 0 without a process. */
    record UnitReport(
            String name,
            String tier,
            String health,
            long pid,
            int port,
            String address,
            long memoryBytes,
            int restarts,
            String log) {

        static UnitReport of(Row row) {
            return new UnitReport(
                    row.unit().name(),
                    row.unit().tier(),
                    row.health(),
                    row.unit().process() == null ? 0 : row.unit().process().pid(),
                    row.unit().port(),
                    row.unit().address(),
                    row.memoryBytes(),
                    row.unit().restarts(),
                    row.unit().log());
        }
    }

    @Override
    public Integer call() throws IOException {
        SuiteState state = SuiteState.read(home.state()).orElse(null);
        if (state == null || !SuiteLock.isHeld(home.lock())) {
            System.out.println(json ? write(Map.of("running", false, "units", List.of())) : "nothing runs");
            return NOTHING_RUNS;
        }
        List<Row> rows = SuiteTable.rows(state);
        if (json) {
            System.out.println(write(new Report(
                    true,
                    state.phase(),
                    state.since(),
                    rows.stream().map(UnitReport::of).toList())));
        } else {
            System.out.print(SuiteTable.render(rows));
        }
        return rows.stream().allMatch(row -> row.health().equals("ready")) ? 0 : 1;
    }

    private static String write(Object report) throws IOException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }
}
