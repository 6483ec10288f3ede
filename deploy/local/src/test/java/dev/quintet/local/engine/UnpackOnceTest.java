package dev.quintet.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UnpackOnceTest {

    @TempDir
    Path cache;

    @Test
    void manyAtOnceUnpackOnceAndAllSeeItWhole() {
        AtomicInteger filled = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Integer>> seen = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                seen.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                Path folder = new UnpackOnce(cache).folder("tool-1", into -> {
                                    filled.incrementAndGet();
                                    for (int file = 0; file < 100; file++) {
                                        Files.writeString(into.resolve("f" + file), "x");
                                    }
                                });
                                try (var files = Files.list(folder)) {
                                    return (int) files.count();
                                }
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        threads));
            }
            assertThat(seen.stream().map(CompletableFuture::join)).hasSize(16).containsOnly(100);
            assertThat(filled).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatAKilledOneLeftIsThrownAway() throws IOException {
        Files.createDirectories(cache.resolve("tool-1.tmp"));
        Files.writeString(cache.resolve("tool-1.tmp/half"), "x");

        Path folder = new UnpackOnce(cache).folder("tool-1", into -> Files.writeString(into.resolve("whole"), "x"));

        assertThat(folder.resolve("whole")).exists();
        assertThat(folder.resolve("half")).doesNotExist();
        assertThat(cache.resolve("tool-1.tmp")).doesNotExist();
    }

    @Test
    void aFailureLeavesNothingUnderTheFinalName() {
        assertThatThrownBy(() -> new UnpackOnce(cache).folder("tool-1", into -> {
                    Files.writeString(into.resolve("half"), "x");
                    throw new IOException("no space left");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
        assertThat(cache.resolve("tool-1")).doesNotExist();
    }

    @Test
    void anotherProcessThatUnpacksIsWaitedFor() throws Exception {
        Path ready = cache.resolve("ready");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowUnpacker.class.getName(),
                        cache.toString(),
                        ready.toString())
                .inheritIO()
                .start();
        try {
            org.awaitility.Awaitility.await().atMost(120, TimeUnit.SECONDS).until(() -> Files.exists(ready));

            Path folder = new UnpackOnce(cache).folder("tool-1", into -> {
                throw new IOException("the other one does it");
            });

            assertThat(folder.resolve("whole")).exists();
            assertThat(other.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    /** Says that it holds the lock, then takes its time. */
    static final class SlowUnpacker {

        private SlowUnpacker() {}

        public static void main(String[] args) throws IOException {
            new UnpackOnce(Path.of(args[0])).folder("tool-1", into -> {
                Files.writeString(Path.of(args[1]), "x");
                java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                Files.writeString(into.resolve("whole"), "x");
            });
        }
    }
}
