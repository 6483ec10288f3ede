package dev.quintet.task.handler;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

/** {@code sleep}: waits, telling its progress each tenth; a stand-in for work that waits for others. */
@Singleton
public final class Sleep implements TaskHandler<Sleep.Input, Sleep.Output> {
    private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();
    private static final int STEPS = 10;

    /** @param millis 0..3,600,000 */
    public record Input(Long millis) {}

    /** @param slept milliseconds */
    public record Output(long slept) {}

    @Override
    public String type() {
        return "sleep";
    }

    @Override
    public Output handle(Input input, TaskContext context) throws Exception {
        if (input == null || input.millis() == null || input.millis() < 0 || input.millis() > MOST_MILLIS) {
            throw new PermanentFailure("millis must be 0.." + MOST_MILLIS + ".");
        }
        long millis = input.millis();
        for (int step = 0; step < STEPS; step++) {
            TimeUnit.MILLISECONDS.sleep(millis * (step + 1) / STEPS - millis * step / STEPS);
            context.progress((step + 1) / (double) STEPS, "");
        }
        return new Output(millis);
    }
}
