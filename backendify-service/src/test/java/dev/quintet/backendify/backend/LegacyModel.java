package dev.quintet.backendify.backend;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Failed;
import dev.quintet.backendify.backend.BackendAnswer.Found;
import dev.quintet.backendify.backend.BackendAnswer.Kind;
import dev.quintet.backendify.backend.BackendAnswer.Throttled;

/**
 * A legacy backend in simulated time: lognormal latency (median 100 ms, 95th percentile 800 ms), some errors, some hangs that
 * hold their slot for 30 s whatever the client does, 429 beyond its number of slots, some broken bodies.
 */
final class LegacyModel implements LegacyClient {
    private static final double SIGMA = Math.log(8) / 1.645;

    private final FakeTimeline time;
    private final RandomGenerator random;
    private final int slots;
    private final Duration retryAfter;
    double errors = 0.05;
    double hangs = 0.01;
    double broken = 0.01;
    boolean dead;

    int busy;
    int most;
    long calls;
    long refused;
    long answered;

    LegacyModel(FakeTimeline time, RandomGenerator random, int slots, Duration retryAfter) {
        this.time = time;
        this.random = random;
        this.slots = slots;
        this.retryAfter = retryAfter;
    }

    @Override
    public Cancellable fetch(String id, Consumer<BackendAnswer> then) {
        calls++;
        most = Math.max(most, busy + 1);
        if (dead) {
            return time.after(Duration.ofMillis(1), () -> then.accept(new Failed(Kind.CONNECTION, "refused")));
        }
        if (busy >= slots) {
            refused++;
            return time.after(Duration.ofMillis(2), () -> then.accept(new Throttled(retryAfter)));
        }
        busy++;
        double luck = random.nextDouble();
        if (luck < hangs) {
            time.after(Duration.ofSeconds(30), () -> busy--);
            return time.after(Duration.ofSeconds(5), () -> then.accept(new Failed(Kind.TIMEOUT, "hung")));
        }
        Duration latency = Duration.ofNanos((long) (1e8 * Math.exp(random.nextGaussian() * SIGMA)));
        boolean[] cancelled = {false};
        time.after(latency, () -> {
            busy--;
            if (!cancelled[0]) {
                then.accept(answer(luck));
            }
        });
        return () -> cancelled[0] = true;
    }

    private BackendAnswer answer(double luck) {
        if (luck < hangs + errors) {
            return new Failed(Kind.ERROR, "it answered with status 500");
        }
        if (luck < hangs + errors + broken) {
            return new Broken("its body is not valid JSON");
        }
        answered++;
        return new Found("Acme", Optional.empty());
    }
}
