package dev.quintet.local.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import dev.quintet.local.demo.DemoCommand;
import dev.quintet.local.load.LoadCommand;
import dev.quintet.local.process.RotatingLog;
import dev.quintet.local.suite.SuiteHome;

/** The program behind the script {@code quintet}. */
@Command(
        name = "quintet",
        mixinStandardHelpOptions = true,
        description = "Runs the Quintet suite on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            LoadCommand.class,
            SuperviseCommand.class,
        },
        footer = {
            "",
            "The script itself does these:",
            "  test     builds everything and runs all checks and tests",
            "  bench    lists the benchmarks, or runs one",
        })
public final class Quintet {

    private Quintet() {}

    /** Exits 0 when all went well, 1 on a failure, 2 on a wrong command line. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Quintet());
        line.setExecutionExceptionHandler(Quintet::explain);
        System.exit(args.length == 0 ? usage(line) : line.execute(args));
    }

    private static int usage(CommandLine line) {
        line.usage(System.out);
        return 2;
    }

    /** One line for the person, the stack trace for the log. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        System.err.println("quintet: " + reason);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        byte[] bytes = (Instant.now() + " " + trace).getBytes(StandardCharsets.UTF_8);
        try (RotatingLog log = RotatingLog.open(SuiteHome.fromScript().log("launcher"))) {
            log.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            // No log can be written; the reason was said.
        }
        return 1;
    }
}
