package dev.quintet.local.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process started by us, its output piped into a {@link RotatingLog} by one daemon thread.
 *
 * <p>Its environment is ours plus what is given: secrets go that way or in files, never on the command line.
 */
public final class ChildProcess {

    private static final Duration AFTER_KILL = Duration.ofMinutes(1);

    private final String name;
    private final Process process;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param name for messages and the thread's name
     * @param workDir where it runs
     * @param log takes its output; closed when the output ends
     * @throws IOException if the program cannot be started
     */
    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path workDir, RotatingLog log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(workDir.toFile());
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        // A key given to us is for the one child that is handed it below.
        builder.environment().remove("QUINTET_API_KEY");
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            log.close();
            throw e;
        }
        Thread pump = new Thread(() -> pump(process.getInputStream(), log), "log-" + name);
        pump.setDaemon(true);
        pump.start();
        return new ChildProcess(name, process);
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process ends (128 + signal if a signal ended it). */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Sends a signal such as {@code INT}; a process that is gone is no error. */
    public void signal(String signal) {
        if (!process.isAlive()) {
            return;
        }
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            // The shell's own kill: no program beyond the shell is needed.
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await(kill, AFTER_KILL);
        } catch (IOException e) {
            process.destroy();
        }
    }

    /**
     * Asks the process to end with {@code signal}; after {@code grace} it is killed with all its descendants.
     *
     * @return whether it ended by itself in time
     */
    public boolean stop(String signal, Duration grace) {
        signal(signal);
        if (await(process, grace)) {
            return true;
        }
        kill();
        return false;
    }

    /** SIGKILL to the process and all its descendants; returns when it is gone, at most a minute. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        await(process, AFTER_KILL);
        children.forEach(child ->
                child.onExit().completeOnTimeout(child, 5, TimeUnit.SECONDS).join());
    }

    private static boolean await(Process process, Duration limit) {
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // A stop must run to its end; the caller sees the flag after it.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pump(InputStream in, RotatingLog log) {
        byte[] buffer = new byte[8192];
        try (in;
                log) {
            int n;
            while ((n = in.read(buffer)) >= 0) {
                log.write(buffer, 0, n);
            }
        } catch (IOException e) {
            drain(in, buffer);
        }
    }

    /** A full disk must not block the child on a full pipe: its output is dropped from here on. */
    private static void drain(InputStream in, byte[] buffer) {
        try {
            while (in.read(buffer) >= 0) {}
        } catch (IOException e) {
            // The pipe is gone with the process.
        }
    }
}
