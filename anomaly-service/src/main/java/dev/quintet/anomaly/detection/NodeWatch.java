package dev.quintet.anomaly.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Sample;

/**
 * Ranks one node sample by sample and keeps its {@link NormalWindow} clean. A sample enters the window only after a
 * quarantine, and only if the node was calm then and stayed so: what leads up to an anomaly does not become normal. But
 * no state is an anomaly for ever: after {@code patience} without a calm sample the window starts anew, and what lasts
 * is learned as the new normal. Not safe for use by several threads.
 */
public final class NodeWatch {
    /** From this rank on a node is anomalous. */
    public static final double ANOMALOUS = 0.5;

    private static final int SMOOTHED = 5;
    private static final Duration QUARANTINE = Duration.ofSeconds(10);

    private final Ranker ranker;
    private final NormalWindow normal;
    private final Duration patience;
    private final Deque<Sample> recent = new ArrayDeque<>();
    private final Deque<Sample> quarantined = new ArrayDeque<>();
    private Instant lastCalm = Instant.MIN;
    private boolean second;

    /**
     * @param capacity calm samples held, one every two taken
     * @param patience how long an anomaly may last until it is the new normal
     */
    public NodeWatch(Ranker ranker, MetricCatalog catalog, int capacity, Duration patience) {
        this.ranker = ranker;
        this.normal = new NormalWindow(catalog, capacity);
        this.patience = patience;
    }

    /** What is said of the node with this sample; empty while too little is known of its normal. */
    public Optional<Verdict> onSample(Sample sample) {
        recent.addLast(sample);
        if (recent.size() > SMOOTHED) {
            recent.removeFirst();
        }
        if (recent.size() < SMOOTHED) {
            return Optional.empty();
        }
        float[] smoothed = Smoother.median(List.copyOf(recent));
        Sample smooth = new Sample(sample.time(), smoothed);
        if (!normal.ready()) {
            lastCalm = sample.time();
            normal.add(smoothed); // at the start there is nothing to be anomalous against
            return Optional.empty();
        }
        Verdict verdict = ranker.rank(smoothed, normal);
        if (!verdict.anomalous()) {
            lastCalm = sample.time();
            admit(smooth);
        } else {
            quarantined.clear();
            if (Duration.between(lastCalm, sample.time()).compareTo(patience) > 0) {
                normal.restart();
            }
        }
        return Optional.of(verdict);
    }

    private void admit(Sample smooth) {
        quarantined.addLast(smooth);
        while (!quarantined.isEmpty()
                && Duration.between(quarantined.getFirst().time(), smooth.time())
                                .compareTo(QUARANTINE)
                        >= 0) {
            Sample calm = quarantined.removeFirst();
            second = !second;
            if (second) {
                normal.add(calm.values());
            }
        }
    }
}
