package dev.quintet.workload.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.HdrHistogram.Histogram;

import dev.quintet.common.api.workload.RunPage;
import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.run.EndedRun;
import dev.quintet.workload.run.LiveRun;
import dev.quintet.workload.run.Runs;

/** All runs that are known: under way, just ended, and of the history. */
@Singleton
class RunArchive {

    /** What an id can be; anything else is not worth a question. */
    static final Pattern ID = Pattern.compile("[0-9a-z-]{1,40}");

    private final Runs runs;
    private final HistoryWriter writer;
    private final HistoryStore store;

    RunArchive(Runs runs, HistoryWriter writer, HistoryStore store) {
        this.runs = runs;
        this.writer = writer;
        this.store = store;
    }

    /**
     * A page of the history, runs under way with their state of now.
     *
     * @throws ProblemException 503 while the history is off
     */
    RunPage page(HistoryStore.Filter filter, int limit) {
        writer.flush();
        List<RunView> found = store.page(filter, limit + 1);
        List<RunView> items = found.stream()
                .limit(limit)
                .map(view -> runs.live(view.id()).map(LiveRun::view).orElse(view))
                .toList();
        return new RunPage(items, found.size() > limit ? items.get(limit - 1).id() : null);
    }

    /**
     * A run.
     *
     * @throws ProblemException 404, or 503 when only the history could know it and is off
     */
    RunView get(String id) {
        if (!ID.matcher(id).matches()) {
            throw unknown();
        }
        return runs.live(id)
                .map(LiveRun::view)
                .or(() -> runs.ended(id).map(EndedRun::view))
                .or(() -> store.find(id).map(HistoryStore.Row::view))
                .orElseThrow(RunArchive::unknown);
    }

    /** Latency of a run's measured transactions, microseconds. */
    Histogram latency(String id) {
        return knownLatency(id)
                .orElseThrow(() -> ProblemException.of(
                        404, "no-latencies", "Nothing was measured in this run, or it was interrupted."));
    }

    /** The same; empty where nothing was measured. */
    Optional<Histogram> knownLatency(String id) {
        return runs.live(id)
                .map(LiveRun::latency)
                .or(() -> runs.ended(id).map(EndedRun::latency))
                .or(() -> store.find(id)
                        .orElseThrow(RunArchive::unknown)
                        .latency()
                        .map(Histograms::decode))
                .filter(histogram -> histogram.getTotalCount() > 0);
    }

    /** Gives a run's reports, oldest first: of the history, and while that is off the last ones that are in memory. */
    void eachReport(String id, Consumer<RunReport> taker) {
        Optional<List<RunReport>> kept =
                runs.live(id).map(LiveRun::reports).or(() -> runs.ended(id).map(EndedRun::reports));
        // All of them are in memory as long as the first still is.
        if (kept.isPresent() && (kept.get().isEmpty() || isWhole(kept.get()) || !historyIsOn())) {
            kept.get().forEach(taker);
        } else {
            store.eachReport(id, taker);
        }
    }

    private static boolean isWhole(List<RunReport> reports) {
        return reports.size() < 2
                || reports.get(0).second()
                        <= reports.get(1).second() - reports.get(0).second();
    }

    private boolean historyIsOn() {
        try {
            writer.flush();
            store.find("");
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static ProblemException unknown() {
        return ProblemException.of(404, "unknown-run", "No run has this id.");
    }
}
