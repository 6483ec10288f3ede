package dev.quintet.workload.run;

import java.util.List;
import java.util.random.RandomGenerator;

import dev.quintet.workload.run.LoadSchedule.Stretch;

/**
 * The intended starts of an open loop, one after another, as a point process whose rate follows the schedule: regular
 * (equal steps of accumulated rate) or Poisson (exponential steps). The process does not know whether anyone serves
 * it, and that is what keeps a stall visible. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.5555/1404014">open and closed systems: Schroeder, Wierman, Harchol-Balter, NSDI
 *     2006</a>
 */
final class Arrivals {

    private static final double NANOS = 1e9;

    private final List<Stretch> open;
    private final double share;
    private final boolean poisson;
    private final RandomGenerator random;

    private int stretch;
    private double next;

    /**
     * @param share part of the schedule's rate that comes here, above 0 to 1
     * @param offset first regular arrival in steps, above 0 to 1, so that several nodes do not beat in step
     */
    Arrivals(LoadSchedule schedule, double share, double offset, boolean poisson, RandomGenerator random) {
        this.open = schedule.stretches().stream().filter(Stretch::open).toList();
        this.share = share;
        this.poisson = poisson;
        this.random = random;
        if (!open.isEmpty()) {
            next = open.get(0).begin();
            advance(poisson ? exponential() : offset);
        }
    }

    /** The intended start that comes next, nanoseconds; {@link LoadSchedule#NEVER} after the last. */
    long peek() {
        return stretch < open.size() ? (long) next : LoadSchedule.NEVER;
    }

    /** Goes on to the one after. */
    void take() {
        advance(poisson ? exponential() : 1);
    }

    /** How many intended starts lie at or before {@code time}; for Poisson the expected number. */
    long dueBy(long time) {
        if (stretch >= open.size() || next > time) {
            return 0;
        }
        double due = 0;
        double from = next;
        for (int i = stretch; i < open.size() && open.get(i).begin() < time; i++) {
            double begin = Math.max(from, (double) open.get(i).begin());
            due += Math.max(0, (double) Math.min(time, open.get(i).end()) - begin) * perNano(i);
        }
        return 1 + (long) due;
    }

    /** Forgets what was due before {@code time}; returns how many these were. */
    long skipTo(long time) {
        long skipped = dueBy(time);
        if (skipped > 0) {
            while (stretch < open.size() && open.get(stretch).end() <= time) {
                stretch++;
            }
            if (stretch < open.size()) {
                next = (double) Math.max(time, open.get(stretch).begin());
                advance(poisson ? exponential() : 1);
            }
        }
        return skipped;
    }

    private void advance(double steps) {
        double left = steps;
        while (stretch < open.size()) {
            double inThisStretch = (open.get(stretch).end() - next) * perNano(stretch);
            if (left < inThisStretch) {
                next += left / perNano(stretch);
                return;
            }
            left -= inThisStretch;
            stretch++;
            if (stretch < open.size()) {
                next = open.get(stretch).begin();
            }
        }
    }

    private double perNano(int i) {
        return open.get(i).rate() * share / NANOS;
    }

    private double exponential() {
        return -Math.log1p(-random.nextDouble());
    }
}
