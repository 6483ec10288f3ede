package dev.quintet.task.handler;

import jakarta.inject.Singleton;

/** {@code cpu.sum}: adds the whole numbers below {@code n} one by one; work for a processor. */
@Singleton
public final class CpuSum implements TaskHandler<CpuSum.Input, CpuSum.Output> {
    /** So that the sum fits into 64 bits with room to spare. */
    private static final long MOST = 2_000_000_000L;

    private static final long LOOK_UP_EVERY = 1 << 22;

    /** @param n 0..2,000,000,000; 1,000,000 when absent */
    public record Input(Long n) {}

    /** The sum of 0..n-1. */
    public record Output(long sum) {}

    @Override
    public String type() {
        return "cpu.sum";
    }

    @Override
    public Output handle(Input input, TaskContext context) throws Exception {
        long n = input == null || input.n() == null ? 1_000_000 : input.n();
        if (n < 0 || n > MOST) {
            throw new PermanentFailure("n must be 0.." + MOST + ".");
        }
        long sum = 0;
        for (long i = 0; i < n; i++) {
            if (i % LOOK_UP_EVERY == LOOK_UP_EVERY - 1) {
                if (context.cancelled()) {
                    throw new InterruptedException("stopped at " + i);
                }
                context.progress((double) i / (double) n, "");
            }
            sum += i;
        }
        return new Output(sum);
    }
}
