package dev.quintet.local.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.quintet.local.process.ChildProcess;

/** One process of the suite, as the {@link Supervisor} sees it. */
public interface Unit {

    /** Decides the order of stopping: the first goes first. */
    enum Tier {
        DOOR,
        SERVICE,
        SAMPLE,
        ENGINE
    }

    String name();

    Tier tier();

    /** Names of the units that must be ready before this one starts. */
    List<String> needs();

    int port();

    /** For people: a URL or {@code host:port}. */
    String address();

    Path logFile();

    /**
     * Starts the process.
     *
     * @throws StartFailure if it cannot be started at all
     */
    ChildProcess launch() throws StartFailure;

    /** Whether it serves now. Answers within 2 s. */
    boolean isReady();

    /** The signal for a clean end. */
    String stopSignal();

    /** How long a clean end may take. */
    Duration grace();
}
