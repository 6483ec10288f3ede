package dev.quintet.local.load;

import java.util.random.RandomGenerator;

/**
 * How things are looked for: several at once, all inside one bound of time.
 *
 * @param concurrency how many at once
 * @param patience for all together
 */
record Search(int concurrency, RandomGenerator.SplittableGenerator random, Patience patience) {

    /** One of the things. */
    @FunctionalInterface
    interface Look {
        void at(int number) throws InterruptedException;
    }

    void forEach(int count, Look look) throws InterruptedException {
        Workers.run(Math.max(1, Math.min(concurrency, count)), count, random, (n, own) -> look.at((int) n));
    }
}
