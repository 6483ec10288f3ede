package dev.quintet.local.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.quintet.local.suite.SuiteState.UnitEntry;

/** Processes that a supervisor left behind when it was killed. */
public final class Orphans {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private Orphans() {}

    /**
     * Stops them, services before engines, by SIGKILL where they do not end within 10 s. Only the very processes that
     * the state names are touched: number and start time must both be right.
     *
     * @return what was stopped, such as {@code redis (process 4711)}
     */
    public static List<String> stop(SuiteState state) {
        List<String> stopped = new ArrayList<>();
        for (boolean engines : new boolean[] {false, true}) {
            List<UnitEntry> alive = state.units().stream()
                    .filter(UnitEntry::isAlive)
                    .filter(unit -> unit.tier().equals("engine") == engines)
                    .toList();
            alive.forEach(unit ->
                    stopped.add(unit.name() + " (process " + unit.process().pid() + ")"));
            alive.forEach(Orphans::signal);
            alive.forEach(Orphans::awaitOrKill);
        }
        return stopped;
    }

    private static void signal(UnitEntry unit) {
        try {
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "kill -" + unit.stopSignal() + " " + unit.process().pid())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(2, TimeUnit.SECONDS);
        } catch (IOException e) {
            ProcessHandle.of(unit.process().pid()).ifPresent(ProcessHandle::destroy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitOrKill(UnitEntry unit) {
        ProcessHandle.of(unit.process().pid()).ifPresent(handle -> {
            List<ProcessHandle> tree =
                    Stream.concat(Stream.of(handle), handle.descendants()).toList();
            handle.onExit()
                    .completeOnTimeout(handle, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (unit.isAlive()) {
                tree.forEach(ProcessHandle::destroyForcibly);
                handle.onExit()
                        .completeOnTimeout(handle, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
        });
    }
}
