package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.quintet.workload.run.LoadSchedule.Stretch;

/**
 * Tells the threads of one node when to begin their next transaction. In closed loop: at once. In open loop: at the
 * next intended start, which one thread takes and no other; when all threads are late, intended starts lie in the past
 * and are taken in order, so a queue of any length costs no memory.
 */
final class Pacer {

    /** The run is over. */
    static final long END = Long.MAX_VALUE;

    private final LoadSchedule schedule;
    private final Arrivals arrivals;
    private long dropped;

    Pacer(LoadSchedule schedule, Arrivals arrivals) {
        this.schedule = schedule;
        this.arrivals = arrivals;
    }

    /** A pacer for each node of a run, each with its part of the rate. */
    static List<Pacer> ofNodes(RunSetup setup, SplittableRandom seeds) {
        List<Pacer> pacers = new ArrayList<>();
        int nodes = setup.nodes().size();
        for (int node = 0; node < nodes; node++) {
            LoadSchedule schedule = setup.schedule();
            double offset = (node + 1.0) / nodes;
            // A node without a thread gets no arrivals: nobody could serve them.
            double share = Math.max(setup.seats().share(node), 1e-12);
            Arrivals arrivals = new Arrivals(schedule, share, offset, setup.poisson(), seeds.split());
            pacers.add(new Pacer(schedule, arrivals));
        }
        return pacers;
    }

    /**
     * The next thing for a thread to do.
     *
     * @param worker number of the thread in the whole run, from 0
     * @param now nanoseconds since the run's start
     * @return an intended start (0 or more, perhaps past, perhaps to come); {@link #END}; or {@code -t} when there is
     *     nothing to take before {@code t}, when to ask again
     */
    synchronized long take(int worker, long now) {
        if (now >= schedule.end()) {
            return END;
        }
        Stretch stretch = schedule.at(now);
        if (!stretch.open()) {
            // What an open phase left undone does not belong to a closed one.
            dropped += arrivals.skipTo(stretch.begin());
            return worker < stretch.threads() ? now : -stretch.end();
        }
        long intended = arrivals.peek();
        if (intended >= stretch.end()) {
            return stretch.end() >= schedule.end() ? sleepOrEnd(stretch) : -stretch.end();
        }
        arrivals.take();
        return intended;
    }

    private static long sleepOrEnd(Stretch last) {
        return last.end() == LoadSchedule.NEVER ? END : -last.end();
    }

    /** Intended starts at or before {@code now} that no thread took yet. */
    synchronized long backlog(long now) {
        Stretch stretch = schedule.at(now);
        return stretch.open() ? arrivals.dueBy(Math.min(now, schedule.end())) : 0;
    }

    /** Intended starts that will never be served, if the run ends {@code now}. */
    synchronized long unserved(long now) {
        return dropped + backlog(now);
    }
}
