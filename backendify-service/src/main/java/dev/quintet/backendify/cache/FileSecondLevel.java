package dev.quintet.backendify.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/**
 * The second level on a disk: a few files of H2's MVStore, each for a stretch of time. When the newest is full or old
 * enough, the next is begun; when there are too many, or all in one has expired, the oldest is deleted. So the bound on
 * bytes is exact and nothing is ever compacted.
 *
 * <p>All work is done by one thread with a bounded queue. What does not fit into the queue is not known or not kept.
 */
public final class FileSecondLevel implements SecondLevel {
    private static final Logger LOG = Logger.getLogger(FileSecondLevel.class);
    private static final int GENERATIONS = 4;
    private static final int WRITES_A_COMMIT = 256;
    private static final int QUEUE = 1_024;
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Path directory;
    private final long bytesAGeneration;
    private final long ttlSeconds;
    private final Clock clock;
    private final ThreadPoolExecutor worker;

    private final Deque<FileGeneration> generations = new ArrayDeque<>();
    private int number;
    private long begunSecond;
    private int uncommitted;
    private final AtomicLong entries = new AtomicLong();
    private volatile long bytes;
    private volatile boolean closed;

    /**
     * @param directory for this process alone; its store files are deleted first
     * @param maxBytes of all files together
     * @param ttl how long a company is good
     */
    public FileSecondLevel(Path directory, long maxBytes, Duration ttl, Clock clock) throws IOException {
        this.directory = directory;
        this.bytesAGeneration = maxBytes / GENERATIONS;
        this.ttlSeconds = ttl.toSeconds();
        this.clock = clock;
        Files.createDirectories(directory);
        deleteFiles();
        this.worker = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), FileSecondLevel::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "company-files");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void get(String key, Consumer<Optional<byte[]>> then) {
        // Nothing is there until the heap has been full once: then no thread needs to be asked.
        if (entries.get() == 0
                || !submit(() -> then.accept(quietly(() -> find(key)).flatMap(found -> found)))) {
            then.accept(Optional.empty());
        }
    }

    @Override
    public void put(String key, byte[] stored) {
        submit(() -> quietly(() -> {
            keep(key, stored);
            return true;
        }));
    }

    @Override
    public void remove(String key) {
        submit(() -> quietly(() -> {
            generations.forEach(generation -> generation.remove(key));
            return true;
        }));
    }

    @Override
    public void clear() {
        submit(() -> quietly(() -> {
            dropAll();
            return true;
        }));
    }

    /** Commits, begins a new file if it is time, and deletes what has expired; to be called about every second. */
    public void tick() {
        submit(() -> quietly(() -> {
            turnOver();
            return true;
        }));
    }

    /** How often {@link #tick} wants to be called. */
    public static Duration tickInterval() {
        return TICK;
    }

    @Override
    public boolean sharesEverything() {
        return false;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public long entries() {
        return entries.get();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        submit(() -> quietly(() -> {
            dropAll();
            return true;
        }));
        closed = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all that was asked of it is done. */
    boolean isIdle() {
        return worker.getQueue().isEmpty() && worker.getActiveCount() == 0;
    }

    private boolean submit(Runnable work) {
        if (closed) {
            return false;
        }
        try {
            worker.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private Optional<byte[]> find(String key) {
        for (FileGeneration generation : generations) {
            Optional<byte[]> found = generation.get(key);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Kept once only, unless the file that has it is the next to go. */
    private void keep(String key, byte[] stored) throws IOException {
        Iterator<FileGeneration> newestFirst = generations.iterator();
        for (int i = 0; i < GENERATIONS - 1 && newestFirst.hasNext(); i++) {
            FileGeneration generation = newestFirst.next();
            if (generation.contains(key)) {
                generation.put(key, stored, now());
                return;
            }
        }
        if (generations.isEmpty() || uncommitted >= WRITES_A_COMMIT) {
            turnOver();
        }
        if (generations.isEmpty()) {
            begin();
        }
        generations.getFirst().put(key, stored, now());
        uncommitted++;
        entries.incrementAndGet();
    }

    private void turnOver() throws IOException {
        if (uncommitted > 0) {
            generations.getFirst().commit();
            uncommitted = 0;
        }
        while (!generations.isEmpty() && generations.getLast().newestSecond() + ttlSeconds < now()) {
            generations.removeLast().drop();
        }
        boolean turn = !generations.isEmpty()
                && (generations.getFirst().bytes() >= bytesAGeneration
                        || now() - begunSecond >= ttlSeconds / GENERATIONS);
        if (turn) {
            begin();
        }
        measure();
    }

    private void begin() throws IOException {
        while (generations.size() >= GENERATIONS) {
            generations.removeLast().drop();
        }
        generations.addFirst(new FileGeneration(directory.resolve("companies-" + number++ + ".mv")));
        begunSecond = now();
    }

    private void dropAll() throws IOException {
        List<FileGeneration> all = new ArrayList<>(generations);
        generations.clear();
        uncommitted = 0;
        for (FileGeneration generation : all) {
            generation.drop();
        }
        measure();
    }

    private void measure() {
        entries.set(generations.stream().mapToLong(FileGeneration::entries).sum());
        bytes = generations.stream().mapToLong(FileGeneration::bytes).sum();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** A store that fails (a full disk, a deleted file) begins anew: it only ever held what can be asked for again. */
    private <T> Optional<T> quietly(StoreWork<T> work) {
        try {
            return Optional.of(work.run());
        } catch (IOException | RuntimeException failure) {
            LOG.warnf("the file store in %s begins anew: %s", directory, failure.getMessage());
            try {
                dropAll();
                deleteFiles();
            } catch (IOException | RuntimeException again) {
                LOG.debugf(again, "the files in %s could not be removed", directory);
            }
            return Optional.empty();
        }
    }

    private void deleteFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().matches("companies-\\d+\\.mv"))
                    .forEach(file -> {
                        try {
                            Files.deleteIfExists(file);
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    });
        }
    }

    private interface StoreWork<T> {
        T run() throws IOException;
    }
}
