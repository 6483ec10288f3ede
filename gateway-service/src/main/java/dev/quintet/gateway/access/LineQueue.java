package dev.quintet.gateway.access;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Lines on their way to a writer that may be slow or stand still: nobody who adds one waits for it, and what does not fit
 * is dropped and counted. Thread-safe.
 */
final class LineQueue implements AutoCloseable {
    private static final long LAST_WORDS_MILLIS = 1_000;
    /** Ends the writer's thread; told from lines by being this very object. */
    private static final String END = new String("end");

    private final BlockingQueue<String> lines;
    private final Consumer<String> writer;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;

    /** @param most lines that wait */
    LineQueue(int most, Consumer<String> writer) {
        this.lines = new ArrayBlockingQueue<>(most);
        this.writer = writer;
        this.thread = new Thread(this::write, "access-log");
        thread.setDaemon(true);
        thread.start();
    }

    void add(String line) {
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** Lines that did not fit, since the start. */
    long dropped() {
        return dropped.get();
    }

    @SuppressWarnings("ReferenceEquality")
    private void write() {
        try {
            for (String line = lines.take(); line != END; line = lines.take()) {
                writer.accept(line);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when all lines are written, or after a second. */
    @Override
    public void close() {
        try {
            if (lines.offer(END, LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.join(LAST_WORDS_MILLIS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
