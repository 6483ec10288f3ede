package dev.quintet.local.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Calls of several kinds, drawn by weight. */
final class Mix implements Workers.Operation {

    private final List<Part> parts = new ArrayList<>();
    private int weights;

    private record Part(int below, Kind kind) {}

    /** One kind of call. */
    @FunctionalInterface
    interface Kind {
        void call(RandomGenerator random) throws InterruptedException;
    }

    /** @param weight 1 or more */
    Mix add(int weight, Kind kind) {
        weights += weight;
        parts.add(new Part(weights, kind));
        return this;
    }

    @Override
    public void run(long number, RandomGenerator random) throws InterruptedException {
        int drawn = random.nextInt(weights);
        for (Part part : parts) {
            if (drawn < part.below()) {
                part.kind().call(random);
                return;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }
}
