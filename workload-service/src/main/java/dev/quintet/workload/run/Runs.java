package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import dev.quintet.common.api.workload.ActiveRun;
import dev.quintet.common.problem.ProblemException;

/** The runs of this process: those under way, and the last that ended. */
@Singleton
public class Runs {

    private final int maxRuns;
    private final int maxThreads;
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final Map<String, EndedRun> ended;

    public Runs(RunConfig config) {
        this.maxRuns = config.maxRuns();
        this.maxThreads = config.maxThreads();
        int kept = config.keptRuns();
        this.ended = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, EndedRun> eldest) {
                return size() > kept;
            }
        };
    }

    /**
     * Takes a run in that has not begun.
     *
     * @throws ProblemException 409 when there are too many runs or threads
     */
    synchronized void add(LiveRun run) {
        if (run instanceof LoadRun workload) {
            List<LoadRun> now = workloads();
            int threads = now.stream().mapToInt(LoadRun::threads).sum();
            if (now.size() >= maxRuns) {
                throw ProblemException.of(
                        409, "too-many-runs", now.size() + " runs are active, as many as may be; stop one first.");
            }
            if (threads + workload.threads() > maxThreads) {
                throw ProblemException.of(
                        409,
                        "too-many-threads",
                        threads + " threads are active and " + workload.threads() + " more would exceed " + maxThreads
                                + "; stop a run first.");
            }
        }
        live.put(run.id(), run);
        run.whenEnded(() -> retire(run));
    }

    private void retire(LiveRun run) {
        synchronized (ended) {
            ended.put(run.id(), new EndedRun(run.view(), run.reports(), run.latency()));
        }
        live.remove(run.id());
    }

    /** A run under way. */
    public Optional<LiveRun> live(String id) {
        return Optional.ofNullable(live.get(id));
    }

    /** A run that ended lately. */
    public Optional<EndedRun> ended(String id) {
        synchronized (ended) {
            return Optional.ofNullable(ended.get(id));
        }
    }

    /** Everything under way, oldest first. */
    public List<LiveRun> all() {
        List<LiveRun> all = new ArrayList<>(live.values());
        all.sort(Comparator.comparing(LiveRun::id));
        return all;
    }

    /** Workloads under way, oldest first, as the API shows them. */
    public List<ActiveRun> active() {
        return workloads().stream().map(LoadRun::active).toList();
    }

    private List<LoadRun> workloads() {
        return all().stream()
                .filter(LoadRun.class::isInstance)
                .map(LoadRun.class::cast)
                .toList();
    }
}
