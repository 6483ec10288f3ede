package dev.quintet.local.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.suite.SuiteLock;
import dev.quintet.local.suite.SuiteState;
import dev.quintet.local.supervise.StartFailure;

/** Starts the supervisor, shows what it says, and either stays with it or leaves it when all is ready. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts engines and services, and waits until they are ready. Ctrl-C stops all.")
final class UpCommand implements Callable<Integer> {

    /** Exit code after SIGTERM, which is how {@code down} ends it. */
    private static final int TERMINATED = 143;

    /** Longer than the supervisor's own bounds together. */
    private static final long STOP_SECONDS = 90;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--detach", description = "Return when all is ready; ./quintet down stops it.")
    private boolean detach;

    private final SuiteHome home = SuiteHome.fromScript();
    private final CountDownLatch allSaid = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException, StartFailure {
        options.check();
        if (SuiteLock.isHeld(home.lock())) {
            String who = SuiteState.read(home.state())
                    .map(state -> " (process " + state.supervisor().pid() + ", since " + state.since() + ")")
                    .orElse("");
            throw new StartFailure("the suite already runs" + who + "; ./quintet status shows it");
        }
        long began = System.nanoTime();
        Process supervisor = supervisor();
        Thread onInterrupt = new Thread(() -> stop(supervisor), "stop-supervisor");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        boolean ready = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(supervisor.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.equals(SuperviseCommand.READY)) {
                    System.out.println(line);
                    continue;
                }
                ready = true;
                welcome((System.nanoTime() - began) / 1e9);
                if (detach) {
                    Runtime.getRuntime().removeShutdownHook(onInterrupt);
                    return 0;
                }
            }
        } finally {
            allSaid.countDown();
        }
        int code = supervisor.waitFor();
        if (code == 0 || code == TERMINATED) {
            return ready ? 0 : 1;
        }
        if (ready) {
            System.out.println(
                    "the supervisor was killed (exit code " + code + "); ./quintet down clears what it left");
        }
        return 1;
    }

    private Process supervisor() throws IOException {
        List<String> command = new ArrayList<>();
        // A session of its own: the terminal's Ctrl-C must reach us alone, so that all is stopped in order.
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k"));
        command.addAll(List.of("-Dquintet.home=" + home.root(), "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Quintet.class.getName(), "supervise"));
        command.addAll(options.asArguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.root().toFile());
        if (detach) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        } else {
            command.add("--attached");
        }
        Files.createDirectories(home.logs());
        builder.redirectError(home.log("supervisor-errors").toFile());
        return builder.start();
    }

    private void welcome(double seconds) throws IOException {
        SuiteState state = SuiteState.read(home.state()).orElseThrow(() -> new IOException("no state was left"));
        System.out.println();
        System.out.print(SuiteTable.render(SuiteTable.rows(state)));
        System.out.printf(Locale.ROOT, "ready in %.1f s%n", seconds);
        state.units().stream()
                .filter(unit -> unit.name().equals("gateway"))
                .findFirst()
                .ifPresent(gateway -> System.out.println("console: " + gateway.address() + "/#key=" + key()));
        System.out.println(detach ? "./quintet down stops it." : "Ctrl-C stops it.");
    }

    private String key() {
        try {
            return Files.readString(home.operatorKey()).trim();
        } catch (IOException e) {
            return "(cannot read " + home.operatorKey() + ")";
        }
    }

    private void stop(Process supervisor) {
        supervisor.destroy();
        try {
            if (!supervisor.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.out.println("the supervisor does not end; ./quintet down ends it");
            }
            allSaid.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
