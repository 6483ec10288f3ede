package dev.quintet.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.quintet.local.process.PrivateFiles;
import dev.quintet.local.process.RotatingLog;
import dev.quintet.local.suite.Orphans;
import dev.quintet.local.suite.Secrets;
import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.suite.SuiteLock;
import dev.quintet.local.suite.SuitePlan;
import dev.quintet.local.suite.SuitePorts;
import dev.quintet.local.suite.SuiteState;
import dev.quintet.local.supervise.Announcer;
import dev.quintet.local.supervise.Backoff;
import dev.quintet.local.supervise.StartFailure;
import dev.quintet.local.supervise.Supervisor;
import dev.quintet.local.supervise.Unit;
import dev.quintet.local.supervise.UnitStatus;

/** The process that owns all others. Started by {@code up}, in a session of its own, so that Ctrl-C reaches only it. */
@Command(name = "supervise", hidden = true)
final class SuperviseCommand implements Callable<Integer> {

    /** What it prints when all is ready; nobody else prints such a line. */
    static final String READY = "@ready";

    private static final long LEAST_DISK = 500L << 20;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--attached", description = "Stop all when standard input ends.")
    private boolean attached;

    private final Instant since = Instant.now();
    private final SuiteHome home = SuiteHome.fromScript();
    private volatile String phase = "starting";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Announcer announcer = new SupervisorLog(RotatingLog.open(home.log("supervisor")), System.out);
        SuiteLock lock = SuiteLock.tryLock(home.lock()).orElse(null);
        if (lock == null) {
            announcer.say("quintet: the suite already runs; ./quintet status shows it");
            return 1;
        }
        if (attached) {
            watchOwner();
        }
        try {
            Supervisor supervisor = prepare(announcer);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, announcer, lock), "stop"));
            supervisor.start();
            phase = "ready";
            save(announcer, supervisor.status());
            announcer.say(READY);
        } catch (StartFailure e) {
            announcer.say("quintet: " + e.getMessage());
            return 1;
        }
        new CountDownLatch(1).await(); // Until a signal.
        return 0;
    }

    private Supervisor prepare(Announcer announcer) throws IOException, StartFailure {
        options.check();
        long usable = Files.getFileStore(home.folder()).getUsableSpace();
        if (usable < LEAST_DISK) {
            throw new StartFailure("the disk is full: " + (usable >> 20) + " MB left for " + home.folder() + ", "
                    + (LEAST_DISK >> 20) + " MB are needed");
        }
        SuiteState.read(home.state())
                .map(Orphans::stop)
                .filter(left -> !left.isEmpty())
                .ifPresent(
                        left -> announcer.say("stopped what a killed supervisor had left: " + String.join(", ", left)));
        if (options.fresh()) {
            announcer.say("deleting the engines' data in " + home.data());
            PrivateFiles.deleteTree(home.data());
        }
        SuitePorts ports = SuitePorts.of(options.nodes(), System.getenv());
        SuitePlan plan = new SuitePlan(home, ports, Secrets.of(home, System.getenv()), options.nodes());
        List<Unit> units = plan.units(options.only());
        List<String> listening = new ArrayList<>(ports.byName().keySet());
        listening.removeIf(
                name -> SuitePlan.SERVICES.contains(name) && !options.only().contains(name));
        ports.requireFree(listening);
        plan.writeNodes();
        return new Supervisor(
                units, announcer, Backoff.DEFAULT, RandomGenerator.getDefault(), status -> save(announcer, status));
    }

    private void save(Announcer announcer, List<UnitStatus> units) {
        try {
            SuiteState.ofThisProcess(phase, since, units).write(home.state());
        } catch (IOException e) {
            announcer.say("cannot write " + home.state() + ": " + e.getMessage());
        }
    }

    private void stop(Supervisor supervisor, Announcer announcer, SuiteLock lock) {
        phase = "stopping";
        announcer.say("stopping");
        long began = System.nanoTime();
        supervisor.stop();
        try {
            Files.deleteIfExists(home.state());
            announcer.say(String.format(Locale.ROOT, "stopped in %.1f s", (System.nanoTime() - began) / 1e9));
            lock.close();
        } catch (IOException e) {
            announcer.say("cannot clean up: " + e.getMessage());
        }
    }

    /** The one who started us holds the other end of our standard input; when that one dies, however, it ends. */
    private static void watchOwner() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        // As good as its end.
                    }
                    System.exit(0);
                },
                "watch-owner");
        watch.setDaemon(true);
        watch.start();
    }
}
