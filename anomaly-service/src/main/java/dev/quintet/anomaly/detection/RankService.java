package dev.quintet.anomaly.detection;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.anomaly.metric.SampleListener;
import dev.quintet.common.event.SuiteEvents;

/** Ranks every sample as it comes, keeps the ranks, and tells the suite when a node becomes anomalous or calm again. */
@Singleton
public class RankService implements SampleListener {
    private final RankStore store;
    private final CauseScorer causes;
    private final SuiteEvents events;
    private final MetricCatalog catalog;
    private final DetectionConfig config;
    private final Ranker ranker;
    private final Map<String, NodeWatch> watches = new ConcurrentHashMap<>();
    private final Map<String, Boolean> alarmed = new ConcurrentHashMap<>();

    RankService(
            RankStore store,
            Ranker ranker,
            CauseScorer causes,
            SuiteEvents events,
            MetricCatalog catalog,
            DetectionConfig config) {
        this.store = store;
        this.ranker = ranker;
        this.causes = causes;
        this.events = events;
        this.catalog = catalog;
        this.config = config;
        if (!(config.alarm() > NodeWatch.ANOMALOUS && config.alarm() < 1)) {
            throw new IllegalArgumentException("quintet.anomaly.detection.alarm: " + config.alarm() + " is not between "
                    + NodeWatch.ANOMALOUS + " and 1");
        }
    }

    @Override
    public void onSample(String node, Sample sample) {
        NodeWatch watch = watches.computeIfAbsent(
                node, name -> new NodeWatch(ranker, catalog, config.normalSamples(), config.patience()));
        Optional<Verdict> said = watch.onSample(sample);
        if (said.isEmpty()) {
            return;
        }
        Verdict verdict = said.get();
        // The scorer reads the store, so the rank has to be there first.
        Ranked ranked = new Ranked(sample.time(), verdict.rank(), Map.of(), verdict.ranker());
        RankHistory history = store.of(node);
        history.add(ranked);
        if (verdict.anomalous()) {
            ranked = new Ranked(sample.time(), verdict.rank(), scores(node, sample, verdict), verdict.ranker());
            history.replaceLatest(ranked);
        }
        tell(node, ranked);
    }

    private Map<String, Double> scores(String node, Sample sample, Verdict verdict) {
        return verdict.causes().isEmpty() ? causes.score(node, sample.time()) : verdict.causes();
    }

    private void tell(String node, Ranked ranked) {
        boolean before = alarmed.getOrDefault(node, false);
        boolean now = before ? ranked.rank() >= config.alarm() / 2 : ranked.rank() >= config.alarm();
        if (before != now) {
            alarmed.put(node, now);
            String rank = String.format(Locale.ROOT, "%.2f", ranked.rank());
            events.publish(
                    ranked.time(),
                    now ? "anomaly.detected" : "anomaly.over",
                    node,
                    now ? node + " is anomalous: rank " + rank : node + " is calm again: rank " + rank,
                    Map.of("rank", ranked.rank(), "ranker", ranked.ranker(), "scores", ranked.scores()));
        }
    }
}
