package dev.quintet.local.load;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Does something a number of times, a few at once. */
final class Workers {

    private Workers() {}

    /** One of the many times. */
    @FunctionalInterface
    interface Operation {

        /**
         * Does it.
         *
         * @param number from 0, each once
         * @param random the worker's own
         */
        void run(long number, RandomGenerator random) throws InterruptedException;
    }

    /**
     * Returns when all is done. An exception ends all.
     *
     * @param concurrency how many at once, 1 or more
     */
    static void run(int concurrency, long times, RandomGenerator.SplittableGenerator random, Operation operation)
            throws InterruptedException {
        AtomicLong next = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(concurrency, task -> {
            Thread thread = new Thread(task, "load-worker");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var workers = IntStream.range(0, concurrency)
                    .mapToObj(i -> random.split())
                    .<Future<?>>map(own -> threads.submit(() -> {
                        for (long n = next.getAndIncrement(); n < times; n = next.getAndIncrement()) {
                            operation.run(n, own);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new CancellationException(e.getCause().toString());
        } finally {
            threads.shutdownNow();
        }
    }
}
