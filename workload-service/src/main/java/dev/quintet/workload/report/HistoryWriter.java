package dev.quintet.workload.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import org.HdrHistogram.Histogram;
import org.jboss.logging.Logger;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.workload.run.RunListener;
import dev.quintet.workload.run.Runs;
import dev.quintet.workload.store.WorkloadDatabase;

/**
 * Writes what runs do to the history, a batch at a time. While the database is away it keeps a bounded rest; runs never
 * wait for it.
 */
@Singleton
public class HistoryWriter implements RunListener {

    private static final Logger LOG = Logger.getLogger(HistoryWriter.class);
    private static final Duration CLEAN_EVERY = Duration.ofHours(1);
    private static final long SECONDS_KEPT_WHOLE = 3600;

    private final WorkloadDatabase database;
    private final HistoryStore store;
    private final ReportConfig config;
    private final Clock clock = Clock.systemUTC();

    private final Map<String, HistoryStore.Row> runs = new LinkedHashMap<>();
    private final Deque<HistoryStore.ReportRow> reports = new ArrayDeque<>();
    private long dropped;

    private boolean interruptedMarked;
    private Instant nextCleaning = Instant.MIN;

    HistoryWriter(WorkloadDatabase database, HistoryStore store, ReportConfig config) {
        this.database = database;
        this.store = store;
        this.config = config;
    }

    @Override
    public void created(RunView run) {
        keep(new HistoryStore.Row(run, Optional.empty()));
    }

    @Override
    public void started(RunView run) {
        keep(new HistoryStore.Row(run, Optional.empty()));
    }

    @Override
    public void ended(RunView run, Histogram latency) {
        keep(new HistoryStore.Row(run, Histograms.encode(latency)));
    }

    private void keep(HistoryStore.Row row) {
        synchronized (reports) {
            runs.remove(row.view().id());
            if (runs.size() >= config.maxWaitingRuns()) {
                runs.remove(runs.keySet().iterator().next());
                dropped++;
            }
            runs.put(row.view().id(), row);
        }
    }

    @Override
    public void reported(String run, RunReport report) {
        if (report.second() > SECONDS_KEPT_WHOLE && report.second() % HistoryStore.THINNED != 0) {
            return;
        }
        synchronized (reports) {
            if (reports.size() >= config.maxWaitingReports()) {
                reports.removeFirst();
                dropped++;
            }
            reports.addLast(new HistoryStore.ReportRow(run, report));
        }
    }

    /**
     * Writes what waits. Blocks.
     *
     * @throws ProblemException 503 while the database is away; what waits then waits on
     */
    synchronized void flush() {
        List<HistoryStore.Row> runsNow;
        List<HistoryStore.ReportRow> reportsNow;
        synchronized (reports) {
            runsNow = new ArrayList<>(runs.values());
            reportsNow = new ArrayList<>(reports);
        }
        if (runsNow.isEmpty() && reportsNow.isEmpty()) {
            return;
        }
        store.write(runsNow, reportsNow);
        synchronized (reports) {
            // What changed meanwhile is another object, and waits for the next time.
            runsNow.forEach(row -> runs.remove(row.view().id(), row));
            Set<HistoryStore.ReportRow> written = Collections.newSetFromMap(new IdentityHashMap<>());
            written.addAll(reportsNow);
            reports.removeIf(written::contains);
            if (dropped > 0) {
                LOG.warnf("%d entries of the history were dropped while its database was away", dropped);
                dropped = 0;
            }
        }
    }

    /** The regular work: make the tables, mark what a crash left, write, clean. Blocks; never throws. */
    synchronized void work(Runs live) {
        try {
            if (!database.migrate()) {
                return;
            }
            if (!interruptedMarked) {
                int marked = store.interruptAllBut(
                        live.all().stream().map(run -> run.id()).toList());
                interruptedMarked = true;
                if (marked > 0) {
                    LOG.warnf("%d runs were interrupted when the service ended last time", marked);
                }
            }
            flush();
            Instant now = clock.instant();
            if (now.isAfter(nextCleaning)) {
                store.deleteBefore(now.minus(config.retention()));
                nextCleaning = now.plus(CLEAN_EVERY);
            }
        } catch (ProblemException e) {
            // The database is away; WorkloadDatabase has said so once.
            LOG.debug("History waits", e);
        } catch (RuntimeException e) {
            LOG.error("History not written", e);
        }
    }
}
