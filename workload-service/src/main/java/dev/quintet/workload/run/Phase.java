package dev.quintet.workload.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stretch of a run with one kind of load.
 *
 * @param rate transactions a second (open loop); 0 = closed loop
 * @param threads threads that work (closed loop); 0 in open loop, where all stand by
 * @param seconds length
 */
record Phase(double rate, int threads, int seconds) {

    static final int MAX_PHASES = 100;
    static final int MAX_SECONDS = 86_400;
    static final double MAX_RATE = 1_000_000;
    static final double MIN_RATE = 0.01;
    private static final int MAX_THREADS = 1024;
    private static final Set<String> KEYS = Set.of("rate", "threads", "seconds");

    private static final String SHAPE = "must be a list of 1 to " + MAX_PHASES
            + " phases {\"rate\": 0.01 to 1000000 or \"threads\": 1 to 1024, \"seconds\": 1 to 86400}";

    static Optional<String> refuse(Object value) {
        boolean right = value instanceof List<?> list
                && !list.isEmpty()
                && list.size() <= MAX_PHASES
                && list.stream().allMatch(Phase::isPhase);
        return right ? Optional.empty() : Optional.of(SHAPE);
    }

    private static boolean isPhase(Object value) {
        return value instanceof Map<?, ?> phase
                && KEYS.containsAll(phase.keySet())
                && phase.containsKey("rate") != phase.containsKey("threads")
                && whole(phase.get("seconds"), MAX_SECONDS)
                && (phase.containsKey("rate") ? isRate(phase.get("rate")) : whole(phase.get("threads"), MAX_THREADS));
    }

    private static boolean isRate(Object value) {
        return value instanceof Number n && n.doubleValue() >= MIN_RATE && n.doubleValue() <= MAX_RATE;
    }

    private static boolean whole(Object value, int max) {
        return value instanceof Integer n && n >= 1 && n <= max;
    }

    static Phase of(Object accepted) {
        Map<?, ?> phase = (Map<?, ?>) accepted;
        int seconds = ((Number) phase.get("seconds")).intValue();
        return phase.containsKey("rate")
                ? new Phase(((Number) phase.get("rate")).doubleValue(), 0, seconds)
                : new Phase(0, ((Number) phase.get("threads")).intValue(), seconds);
    }

    boolean open() {
        return rate > 0;
    }
}
