package dev.quintet.local.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.quintet.local.engine.Engine;
import dev.quintet.local.process.PrivateFiles;

/** A temporary folder with the engines that run in it; gone with the test's JVM even if nobody closes it. */
final class TestFolder {
    private static final int ATTEMPTS = 150;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Path path;
    private final List<Engine> engines = new CopyOnWriteArrayList<>();
    private final Thread hook = new Thread(this::clean, "stop-test-engines");

    TestFolder() {
        try {
            path = Files.createTempDirectory("quintet-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Path path() {
        return path;
    }

    <E extends Engine> E add(E engine) {
        engines.add(engine);
        return engine;
    }

    /** Kills the engines, for nobody needs their data any more, and deletes the folder. */
    void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // The JVM is on its way out, and the hook does it.
        }
        clean();
    }

    private void clean() {
        engines.forEach(Engine::kill);
        // What an engine was just starting when it was killed may live on for a moment, and write.
        for (int attempt = 1; ; attempt++) {
            try {
                PrivateFiles.deleteTree(path);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
