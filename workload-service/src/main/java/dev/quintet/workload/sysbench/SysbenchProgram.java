package dev.quintet.workload.sysbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.run.ExternalProgram;
import dev.quintet.workload.run.Options;
import dev.quintet.workload.run.ProgramOutput;
import dev.quintet.workload.target.Node;
import dev.quintet.workload.target.Target;

/** The real sysbench 1.0. It reads all its settings as a configuration file from its standard input. */
final class SysbenchProgram implements ExternalProgram {

    private final Path program;
    private final SysbenchOptions options;
    private final Options all;
    private final String database;

    private SysbenchProgram(Path program, SysbenchOptions options, Options all, String database) {
        this.program = program;
        this.options = options;
        this.all = all;
        this.database = database;
    }

    /**
     * @throws ProblemException 409 that says what to install
     */
    static SysbenchProgram find(String name, SysbenchOptions options, Options all, String database) {
        Optional<Path> found = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        Path program = found.orElseThrow(() -> ProblemException.of(
                409,
                "engine-not-found",
                "The program '" + name + "' is not on this machine's path: install it (on Debian: apt install"
                        + " sysbench), or take engine native."));
        return new SysbenchProgram(program, options, all, database);
    }

    /** A script's own settings are among them, as sysbench takes those from nowhere else. */
    @Override
    public List<String> command() {
        return List.of(
                program.toString(),
                "--config-file=/dev/stdin",
                options.script().label(),
                "--tables=" + options.tables(),
                "--table-size=" + options.tableSize(),
                "--rand-type=" + all.text("randType"),
                "--range-size=" + options.rangeSize(),
                "--point-selects=" + options.pointSelects(),
                "--simple-ranges=" + options.simpleRanges(),
                "--sum-ranges=" + options.sumRanges(),
                "--order-ranges=" + options.orderRanges(),
                "--distinct-ranges=" + options.distinctRanges(),
                "--index-updates=" + options.indexUpdates(),
                "--non-index-updates=" + options.nonIndexUpdates(),
                "--delete-inserts=" + options.deleteInserts(),
                "--skip-trx=" + (options.skipTrx() ? "on" : "off"),
                "--db-ps-mode=" + (options.serverPrepared() ? "auto" : "disable"),
                "run");
    }

    @Override
    public List<String> input(Target target, Node node, int threads, long seconds, double rate, int reportSeconds) {
        String password = target.credentials().password();
        if (password.lines().count() > 1) {
            throw Options.invalid("engine", "sysbench takes no password of several lines");
        }
        return List.of(
                "mysql-host=" + node.host(),
                "mysql-port=" + node.port(),
                "mysql-user=" + target.credentials().user(),
                "mysql-password=" + password,
                "mysql-db=" + database,
                "threads=" + threads,
                "time=" + seconds,
                "events=0",
                "rate=" + Math.round(rate),
                "report-interval=" + reportSeconds,
                "percentile=95",
                "histogram=on");
    }

    @Override
    public ProgramOutput output() {
        return new SysbenchOutput();
    }
}
