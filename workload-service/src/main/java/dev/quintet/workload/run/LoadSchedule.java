package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What load a run makes at which time since its start: stretches without a gap, the first perhaps a warm-up. Immutable.
 * Times are nanoseconds since the run's start.
 */
final class LoadSchedule {

    /** End of a run that goes on until it is stopped. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long NANOS = 1_000_000_000L;

    /**
     * A stretch.
     *
     * @param phase number from 1; 0 for the warm-up
     * @param begin first nanosecond
     * @param end first nanosecond after it
     * @param rate transactions a second; 0 = closed loop
     * @param threads threads that may work
     */
    record Stretch(int phase, long begin, long end, double rate, int threads) {
        boolean open() {
            return rate > 0;
        }
    }

    private final List<Stretch> stretches;

    private LoadSchedule(List<Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    /** One kind of load: open loop when {@code rate} is above 0; without end when {@code seconds} is 0. */
    static LoadSchedule steady(double rate, int threads, int warmupSeconds, int seconds) {
        long warm = warmupSeconds * NANOS;
        List<Stretch> stretches = new ArrayList<>();
        if (warm > 0) {
            stretches.add(new Stretch(0, 0, warm, rate, threads));
        }
        stretches.add(new Stretch(1, warm, seconds == 0 ? NEVER : warm + seconds * NANOS, rate, threads));
        return new LoadSchedule(stretches);
    }

    /** Phases one after another; the warm-up has the first one's load. */
    static LoadSchedule phases(List<Phase> phases, int threads, int warmupSeconds) {
        long at = warmupSeconds * NANOS;
        List<Stretch> stretches = new ArrayList<>();
        if (at > 0) {
            stretches.add(stretch(0, 0, at, phases.get(0), threads));
        }
        for (int i = 0; i < phases.size(); i++) {
            long end = at + phases.get(i).seconds() * NANOS;
            stretches.add(stretch(i + 1, at, end, phases.get(i), threads));
            at = end;
        }
        return new LoadSchedule(stretches);
    }

    private static Stretch stretch(int number, long begin, long end, Phase phase, int threads) {
        return new Stretch(number, begin, end, phase.rate(), phase.open() ? threads : phase.threads());
    }

    /** The stretch of a time; past the end the last one. */
    Stretch at(long time) {
        for (Stretch stretch : stretches) {
            if (time < stretch.end) {
                return stretch;
            }
        }
        return stretches.get(stretches.size() - 1);
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** When the run ends by itself; {@link #NEVER} if it does not. */
    long end() {
        return stretches.get(stretches.size() - 1).end;
    }

    /** When measuring begins. */
    long warmupEnd() {
        return stretches.get(0).phase == 0 ? stretches.get(0).end : 0;
    }
}
