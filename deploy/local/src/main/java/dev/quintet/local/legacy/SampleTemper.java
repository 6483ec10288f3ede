package dev.quintet.local.legacy;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How slow and unreliable a sample backend is.
 *
 * @param latency the middle of the usual time to answer; it varies from half to one and a half of that
 * @param slowRate share of answers that take {@code slowLatency}, 0 to 1
 * @param errorRate share of answers that are 500, 0 to 1
 * @param throttleRate share of answers that are 429, 0 to 1
 */
record SampleTemper(Duration latency, double slowRate, Duration slowLatency, double errorRate, double throttleRate) {

    /**
     * From {@code QUINTET_SAMPLE_LATENCY_MS} (40), {@code QUINTET_SAMPLE_SLOW_RATE} (0.01),
     * {@code QUINTET_SAMPLE_SLOW_MS} (1500), {@code QUINTET_SAMPLE_ERROR_RATE} (0.01) and
     * {@code QUINTET_SAMPLE_THROTTLE_RATE} (0).
     *
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    static SampleTemper of(Map<String, String> environment) {
        return new SampleTemper(
                Duration.ofMillis((long) number(environment, "QUINTET_SAMPLE_LATENCY_MS", 40, 60_000)),
                number(environment, "QUINTET_SAMPLE_SLOW_RATE", 0.01, 1),
                Duration.ofMillis((long) number(environment, "QUINTET_SAMPLE_SLOW_MS", 1500, 60_000)),
                number(environment, "QUINTET_SAMPLE_ERROR_RATE", 0.01, 1),
                number(environment, "QUINTET_SAMPLE_THROTTLE_RATE", 0, 1));
    }

    /** How long this answer takes. */
    Duration nextLatency(RandomGenerator random) {
        if (random.nextDouble() < slowRate) {
            return slowLatency;
        }
        return Duration.ofNanos((long) (latency.toNanos() * (0.5 + random.nextDouble())));
    }

    /** The status of this answer: 200 for one that goes well. */
    int nextStatus(RandomGenerator random) {
        double draw = random.nextDouble();
        if (draw < errorRate) {
            return 500;
        }
        return draw < errorRate + throttleRate ? 429 : 200;
    }

    private static double number(Map<String, String> environment, String key, double standard, double most) {
        String given = environment.get(key);
        if (given == null || given.isBlank()) {
            return standard;
        }
        try {
            double value = Double.parseDouble(given);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is allowed.
        }
        throw new IllegalArgumentException(key + " must be 0 to " + most + ", not " + given);
    }
}
