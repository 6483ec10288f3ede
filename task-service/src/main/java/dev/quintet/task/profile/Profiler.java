package dev.quintet.task.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

import dev.quintet.common.problem.ProblemException;

/** Records what this process does, by the JVM's own flight recorder; one recording at a time. */
@Singleton
final class Profiler {
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(10);
    private static final long MOST_BYTES = 64L << 20;

    private final AtomicBoolean busy = new AtomicBoolean();

    /** Turns a finished recording into an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Path recording) throws IOException;
    }

    /**
     * Records for a time, then reads. Blocks shortly while it begins; 409 while another is under way. A caller who goes
     * away ends the recording.
     */
    <T> Uni<T> record(Duration time, Reading<T> reading) {
        if (!busy.compareAndSet(false, true)) {
            throw ProblemException.of(409, "profiling", "A recording is under way; there is one at a time.")
                    .withRetryAfter(time);
        }
        Recording recording;
        try {
            recording = begin();
        } catch (RuntimeException failure) {
            busy.set(false);
            throw failure;
        }
        return Uni.createFrom()
                .item(recording)
                .onItem()
                .delayIt()
                .by(time)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(full -> read(full, reading))
                .onTermination()
                .invoke(() -> {
                    recording.close();
                    busy.set(false);
                });
    }

    private static Recording begin() {
        try {
            Recording recording = new Recording(Configuration.getConfiguration("profile"));
            recording.setName("quintet");
            recording.setMaxSize(MOST_BYTES);
            recording.enable("jdk.ExecutionSample").withPeriod(SAMPLE_EVERY);
            recording.start();
            return recording;
        } catch (IOException | ParseException broken) {
            throw new IllegalStateException("the JVM's profile settings cannot be read", broken);
        }
    }

    private static <T> T read(Recording recording, Reading<T> reading) {
        try {
            recording.stop();
            Path file = Files.createTempFile("quintet-", ".jfr");
            try {
                recording.dump(file);
                return reading.of(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
