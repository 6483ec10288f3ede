package dev.quintet.anomaly.detection;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
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
    private final Ranker ranker = new DistanceRanker();
    private final Map<String, NodeWatch> watches = new ConcurrentHashMap<>();
    private final Map<String, Boolean> alarmed = new ConcurrentHashMap<>();

    RankService(
            RankStore store, CauseScorer causes, SuiteEvents events, MetricCatalog catalog, DetectionConfig config) {
        this.store = store;
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
        OptionalDouble rank = watch.onSample(sample);
        if (rank.isEmpty()) {
            return;
        }
        double value = rank.getAsDouble();
        // The scorer reads the store, so the rank has to be there first.
        Ranked ranked = new Ranked(sample.time(), value, Map.of(), ranker.name());
        RankHistory history = store.of(node);
        history.add(ranked);
        if (ranked.anomalous()) {
            ranked = new Ranked(sample.time(), value, causes.score(node, sample.time()), ranker.name());
            history.replaceLatest(ranked);
        }
        tell(node, ranked);
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
