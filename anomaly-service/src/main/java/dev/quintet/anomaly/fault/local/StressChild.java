package dev.quintet.anomaly.fault.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.quintet.anomaly.fault.InjectionException;

/** Starts {@link StressMain} as a small process of its own and ends it. */
final class StressChild {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(2);

    private final Process process;

    private StressChild(Process process) {
        this.process = process;
    }

    /**
     * Returns once the child does what it is told.
     *
     * @param home a folder for the child's one class
     * @param heapMib the most that it may allocate outside the heap
     * @throws InjectionException if it does not start in time
     */
    static StressChild start(Path home, int heapMib, Duration atMost, List<String> work) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms2m",
                "-Xmx8m",
                "-Xss256k",
                "-XX:MaxDirectMemorySize=" + heapMib + "m",
                "-XX:ReservedCodeCacheSize=4m",
                "-XX:MaxMetaspaceSize=16m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                home.toString(),
                StressMain.class.getName(),
                Long.toString(atMost.toSeconds() + 1)));
        command.addAll(work);
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().clear(); // neither secrets nor JAVA_TOOL_OPTIONS
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            StressChild child = new StressChild(builder.start());
            child.awaitReady();
            return child;
        } catch (IOException e) {
            throw new InjectionException("the stress process could not be started: " + e.getMessage(), e);
        }
    }

    /** Writes the child's class where a bare JVM finds it, whatever this service itself was packed into. */
    static void install(Path home) {
        String file = StressMain.class.getName().replace('.', '/') + ".class";
        try (InputStream in = StressMain.class.getClassLoader().getResourceAsStream(file)) {
            Path target = home.resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the stress process' class to " + home, e);
        }
    }

    private void awaitReady() {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                        ready.complete("ready".equals(lines.readLine()));
                    } catch (IOException e) {
                        ready.complete(false);
                    }
                },
                "stress-ready");
        reader.setDaemon(true);
        reader.start();
        try {
            if (ready.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            throw new InjectionException("the stress process ended before it began");
        } catch (TimeoutException e) {
            throw new InjectionException("the stress process did not begin in " + START_TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InjectionException("interrupted while the stress process started", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed exceptionally", e);
        } finally {
            if (!ready.getNow(false)) {
                process.destroyForcibly();
            }
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends the child; returns when it is gone. */
    void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                if (!process.waitFor(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InjectionException("the stress process " + process.pid() + " does not end");
                }
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
