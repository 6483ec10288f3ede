package dev.quintet.local.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

import dev.quintet.local.process.ChildProcess;
import dev.quintet.local.process.LogTail;
import dev.quintet.local.process.Ports;
import dev.quintet.local.process.RotatingLog;

/**
 * A real server run as a child process on 127.0.0.1, its data kept in one folder over restarts.
 *
 * <p>Safe for several threads; the operations that start and stop exclude each other.
 */
public abstract sealed class Engine implements AutoCloseable permits RedisEngine, PostgresEngine, MariaDbEngine {

    /** The account of every engine. */
    public static final String USER = "quintet";

    /** Crash recovery included. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(25);

    private final EngineSettings settings;
    private volatile ChildProcess process;

    Engine(EngineSettings settings) {
        this.settings = settings;
    }

    /** Unpacks the programs and sets up the data folder where that was not done before. */
    abstract void prepare() throws IOException;

    abstract List<String> command() throws IOException;

    /** The signal on which the server shuts down cleanly without waiting for its clients. */
    public abstract String stopSignal();

    /**
     * Asks the server, in its own protocol, whether it serves.
     *
     * @throws IOException if it does not, or not yet
     */
    abstract void probe(Socket socket) throws IOException;

    /** The folder that holds the server's data files. */
    public abstract Path dataDir();

    /**
     * Starts the server and waits until it serves, at most three minutes. One that runs already is left alone.
     *
     * @throws EngineException with the log's end, if it ends or does not answer in time
     */
    public synchronized void start() {
        launch();
        awaitReady();
    }

    /** Starts the process without waiting for it to serve. */
    public synchronized void launch() {
        if (isAlive()) {
            return;
        }
        try {
            Files.createDirectories(settings.directory());
            // The servers themselves leave some data readable to everybody.
            Files.setPosixFilePermissions(settings.directory(), PosixFilePermissions.fromString("rwx------"));
            prepare();
            process = ChildProcess.start(
                    settings.name(),
                    command(),
                    Map.of("LC_ALL", "C"),
                    settings.directory(),
                    RotatingLog.open(settings.logFile()));
        } catch (IOException e) {
            throw new EngineException("cannot start " + settings.name() + ": " + e.getMessage(), e);
        }
    }

    /** Waits until the launched server serves; see {@link #start()}. */
    public void awaitReady() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!isServing()) {
            if (!isAlive()) {
                throw failed("ended while starting");
            }
            if (System.nanoTime() > end) {
                throw failed("does not answer on port " + port() + " within " + START_LIMIT.toSeconds() + " s");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw failed("was not waited for: interrupted");
            }
            LockSupport.parkNanos(PROBE_PAUSE.toNanos());
        }
    }

    /** Whether the process runs and answers in its own protocol now. */
    public boolean isServing() {
        if (!isAlive()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) PROBE_LIMIT.toMillis());
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), (int) PROBE_LIMIT.toMillis());
            probe(socket);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Clean shutdown, at most 15 s, then SIGKILL. Data stays. */
    public synchronized void stop() {
        if (process != null) {
            process.stop(stopSignal(), STOP_LIMIT);
        }
    }

    /** SIGKILL, as a crash would be. Data stays as the crash left it. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Stops it if it runs, and starts it again on the same data and port. */
    public synchronized void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        stop();
    }

    /** The running process, or the last one that ran. */
    public Optional<ChildProcess> process() {
        return Optional.ofNullable(process);
    }

    public boolean isAlive() {
        ChildProcess current = process;
        return current != null && current.isAlive();
    }

    /**
     * The server's process id.
     *
     * @throws IllegalStateException if it was never started
     */
    public long pid() {
        return process().map(ChildProcess::pid).orElseThrow(() -> new IllegalStateException(name() + " not started"));
    }

    public String name() {
        return settings.name();
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return settings.port();
    }

    public String user() {
        return USER;
    }

    public String password() {
        return settings.password();
    }

    public Path logFile() {
        return settings.logFile();
    }

    EngineSettings settings() {
        return settings;
    }

    /**
     * Makes and starts an engine on {@code port}; for 0 on a free one, with another try where somebody else was faster
     * to take it.
     */
    static <E extends Engine> E started(int port, IntFunction<E> engine) {
        for (int attempt = 1; ; attempt++) {
            int chosen = port == 0 ? Ports.free() : port;
            E made = engine.apply(chosen);
            try {
                made.start();
                return made;
            } catch (EngineException e) {
                made.kill();
                if (port != 0 || attempt == 3 || Ports.isFree(chosen)) {
                    throw e;
                }
            }
        }
    }

    /** Runs a program to its end, its output into the engine's log; the input is given to it. */
    void run(List<String> command, byte[] input) throws IOException {
        Files.createDirectories(settings.logFile().getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(settings.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(settings.logFile().toFile()));
        builder.environment().put("LC_ALL", "C");
        Process program = builder.start();
        try (var in = program.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // It ended before it read all: its exit code and log say why.
        }
        try {
            if (!program.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                program.destroyForcibly();
                throw failed("setting up took longer than " + START_LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            program.destroyForcibly();
            Thread.currentThread().interrupt();
            throw failed("setting up was interrupted");
        }
        if (program.exitValue() != 0) {
            throw failed("setting up failed with exit code " + program.exitValue());
        }
    }

    private EngineException failed(String what) {
        List<String> end = LogTail.of(settings.logFile(), 15);
        return new EngineException(settings.name() + " " + what
                + (end.isEmpty() ? "" : "; the end of its log:\n  " + String.join("\n  ", end)));
    }
}
