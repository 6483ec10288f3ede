package dev.quintet.anomaly.experiment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.diagnosis.Diagnoser;
import dev.quintet.anomaly.experiment.Recording.Diagnosed;
import dev.quintet.anomaly.experiment.RecordingStore.SampleRow;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.common.api.anomaly.Diagnosis;
import dev.quintet.common.problem.ProblemException;

/**
 * Writes the samples, ranks and diagnoses of a run's nodes as they come; other nodes may belong to another experiment.
 * While PostgreSQL is away samples wait in the window that is held anyway, and diagnoses, up to {@value #MOST_WAITING},
 * here. One thread collects, and one at a time writes.
 */
final class RunRecorder {
    private static final Logger LOG = Logger.getLogger(RunRecorder.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** A sample's rank comes shortly after it. */
    private static final Duration RANKED = Duration.ofSeconds(1);

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int MOST_DIAGNOSES = 5;
    private static final int MOST_WAITING = 1_000;

    private final String experiment;
    private final int run;
    private final Set<String> nodes;
    private final MetricStore metrics;
    private final RankStore ranks;
    private final Diagnoser diagnoser;
    private final RecordingStore store;
    private final Clock clock;
    private final Map<String, Instant> written = new HashMap<>();
    private final BlockingQueue<Diagnosed> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Instant from;
    private Instant last;

    RunRecorder(
            String experiment,
            int run,
            Collection<String> nodes,
            MetricStore metrics,
            RankStore ranks,
            Diagnoser diagnoser,
            RecordingStore store,
            Clock clock) {
        this.experiment = experiment;
        this.run = run;
        this.nodes = Set.copyOf(nodes);
        this.metrics = metrics;
        this.ranks = ranks;
        this.diagnoser = diagnoser;
        this.store = store;
        this.clock = clock;
        this.from = clock.instant();
        this.last = from;
    }

    /**
     * To be called several times a second.
     *
     * @param faultsSince when faults were due; empty while none is
     * @return whether it is time to write, every two seconds
     */
    boolean collect(Optional<Instant> faultsSince) {
        Instant now = clock.instant();
        if (now.isBefore(last.plus(PERIOD))) {
            return false;
        }
        last = now;
        faultsSince.ifPresent(since -> diagnose(since, now));
        return true;
    }

    /** Writes what there is and is ranked; while PostgreSQL is away it waits for the next time. */
    void tryWrite() {
        try {
            write(clock.instant().minus(RANKED));
        } catch (ProblemException e) {
            LOG.debug("the recording waits for PostgreSQL", e);
        }
    }

    private void diagnose(Instant faultsSince, Instant now) {
        Instant recent = now.minus(WINDOW);
        List<Diagnosis> said = diagnoser.diagnose(recent.isBefore(faultsSince) ? faultsSince : recent).stream()
                .filter(diagnosis -> nodes.contains(diagnosis.node()))
                .limit(MOST_DIAGNOSES)
                .toList();
        boolean unused = waiting.offer(new Diagnosed(now, said));
    }

    /**
     * Writes all that there is.
     *
     * @throws ProblemException 503 while PostgreSQL is away; to be called again then
     */
    void finish() {
        write(clock.instant());
    }

    private void write(Instant until) {
        List<SampleRow> rows = new ArrayList<>();
        Map<String, Instant> reached = new HashMap<>();
        for (String node : nodes) {
            Instant after = written.getOrDefault(node, from);
            Map<Instant, Double> ranked = ranks.of(node).since(after).stream()
                    .collect(Collectors.toMap(Ranked::time, Ranked::rank, (one, other) -> other));
            for (Sample sample : metrics.series(node).since(after)) {
                if (sample.time().isAfter(after) && !sample.time().isAfter(until)) {
                    rows.add(new SampleRow(node, sample, Optional.ofNullable(ranked.get(sample.time()))));
                    reached.put(node, sample.time());
                }
            }
        }
        List<Diagnosed> said = List.copyOf(waiting);
        store.write(experiment, run, rows, said);
        written.putAll(reached);
        waiting.removeAll(said);
    }
}
