package dev.quintet.workload.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;

/** A run or a preparation that this process made. */
public sealed interface LiveRun permits LoadRun, PrepareRun {

    /** Its id. */
    String id();

    /** Its state now. */
    RunView view();

    /** Tells it to end; does not wait. */
    void stop(String why);

    /** Completes, always normally, when it is over and nothing of it is left. */
    CompletableFuture<Void> ended();

    /** Calls {@code then} when nothing of it is left, before anyone can see that it has ended. */
    void whenOver(Runnable then);

    /** Calls {@code then} when it has ended, before {@link #ended} completes; at once if it has. */
    void whenEnded(Runnable then);

    /** The last reports; none of a preparation. */
    default List<RunReport> reports() {
        return List.of();
    }

    /** Latency of all measured transactions so far, microseconds; empty of a preparation. */
    default Histogram latency() {
        return Latencies.empty();
    }

    /** Calls {@code follower} with each report to come; false when there are too many followers already. */
    default boolean follow(Consumer<RunReport> follower) {
        return true;
    }

    /** Undoes {@link #follow}. */
    default void unfollow(Consumer<RunReport> follower) {}
}
