package dev.quintet.local.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;

import dev.quintet.local.process.ProcessIdentity;
import dev.quintet.local.suite.Orphans;
import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.suite.SuiteLock;
import dev.quintet.local.suite.SuiteState;
import dev.quintet.local.supervise.StartFailure;

/** Stops the suite and waits until nothing of it is left. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the suite.")
final class DownCommand implements Callable<Integer> {

    private static final Duration STATE_LIMIT = Duration.ofSeconds(5);

    /** Longer than the supervisor's own bounds together. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

    private final SuiteHome home = SuiteHome.fromScript();

    @Override
    public Integer call() throws IOException, InterruptedException, StartFailure {
        long began = System.nanoTime();
        if (!SuiteLock.isHeld(home.lock())) {
            List<String> left = SuiteState.read(home.state()).map(Orphans::stop).orElse(List.of());
            System.out.println(
                    left.isEmpty()
                            ? "nothing runs"
                            : "stopped what a killed supervisor had left: " + String.join(", ", left));
            return 0;
        }
        SuiteState state = runningState();
        ProcessIdentity supervisor = state.supervisor();
        ProcessHandle handle = ProcessHandle.of(supervisor.pid())
                .filter(process -> supervisor.isAlive())
                .orElseThrow(() -> new StartFailure(
                        "another process holds " + home.lock() + ", but it is not the one named in " + home.state()));
        if (!handle.destroy()) {
            throw new StartFailure("process " + supervisor.pid() + " cannot be stopped: is it another user's?");
        }
        System.out.println("stopping " + state.units().size() + " processes");
        boolean ended = handle.onExit()
                .thenApply(process -> true)
                .completeOnTimeout(false, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (!ended) {
            handle.destroyForcibly();
            Orphans.stop(state);
        }
        System.out.printf(
                Locale.ROOT, "stopped%s in %.1f s%n", ended ? "" : " by force", (System.nanoTime() - began) / 1e9);
        return 0;
    }

    /** A supervisor that has just started has not written its state yet. */
    private SuiteState runningState() throws InterruptedException, StartFailure {
        long end = System.nanoTime() + STATE_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<SuiteState> state = SuiteState.read(home.state())
                    .filter(read -> read.supervisor().isAlive());
            if (state.isPresent()) {
                return state.get();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new StartFailure("another process holds " + home.lock() + ", but left no state: try again");
    }
}
