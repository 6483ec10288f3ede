package dev.quintet.workload.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.quintet.common.api.workload.RunReport;

/** The last reports of a run, and who wants the next ones. Thread-safe. */
final class ReportLog {

    private final int capacity;
    private final int maxFollowers;
    private final Deque<RunReport> last = new ArrayDeque<>();
    private final List<Consumer<RunReport>> followers = new CopyOnWriteArrayList<>();

    ReportLog(int capacity, int maxFollowers) {
        this.capacity = capacity;
        this.maxFollowers = maxFollowers;
    }

    void add(RunReport report) {
        synchronized (last) {
            if (last.size() == capacity) {
                last.removeFirst();
            }
            last.addLast(report);
        }
        followers.forEach(follower -> follower.accept(report));
    }

    Optional<RunReport> latest() {
        synchronized (last) {
            return Optional.ofNullable(last.peekLast());
        }
    }

    List<RunReport> all() {
        synchronized (last) {
            return new ArrayList<>(last);
        }
    }

    /** Calls {@code follower} with each report to come; false when there are too many already. */
    synchronized boolean follow(Consumer<RunReport> follower) {
        return followers.size() < maxFollowers && followers.add(follower);
    }

    void unfollow(Consumer<RunReport> follower) {
        followers.remove(follower);
    }
}
