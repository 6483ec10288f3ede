package dev.quintet.anomaly.rank.training;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.quintet.anomaly.detection.DistanceRanker;
import dev.quintet.anomaly.detection.NodeWatch;
import dev.quintet.anomaly.detection.NormalWindow;
import dev.quintet.anomaly.detection.Ranker;
import dev.quintet.anomaly.detection.Verdict;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.anomaly.metric.local.LocalSource;
import dev.quintet.anomaly.rank.Features;
import dev.quintet.anomaly.run.LabelledRun;
import dev.quintet.anomaly.run.RowState;

/**
 * Plays a recorded run to a {@link NodeWatch}, second by second, and notes what a model would have been given: smoothed
 * and against the node's recent normal, just as live. What is normal is learned by the distance ranker.
 */
final class RunReplay {
    private static final int NORMAL_SAMPLES = 150;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int GONE_EVERY = 10;
    private static final double AT_LENGTH = 60;

    private final Features features;
    private final MetricCatalog catalog;
    private final List<String> classes;

    RunReplay(Features features, MetricCatalog catalog, List<String> classes) {
        this.features = features;
        this.catalog = catalog;
        this.classes = classes;
    }

    /**
     * Replays it.
     *
     * @param group of runs that were recorded together
     */
    ReplayedRun replay(LabelledRun recorded, int group) {
        LabelledRun run = recorded.with(
                catalog.metrics().stream().map(metric -> metric.name()).toList());
        Noting noting = new Noting();
        NodeWatch watch = new NodeWatch(noting, catalog, NORMAL_SAMPLES, PATIENCE);
        int cause = run.causes().size() == 1 ? classes.indexOf(run.cause()) : -1;
        List<Row> rows = new ArrayList<>();
        List<Row> gone = new ArrayList<>();
        double onset = Double.NaN;
        for (int i = 0; i < run.rows(); i++) {
            double second = run.seconds()[i];
            RowState state = run.states().get(i);
            boolean abnormal = state == RowState.ABNORMAL;
            if (abnormal && (i == 0 || run.states().get(i - 1) != RowState.ABNORMAL)) {
                onset = second;
            }
            Optional<Verdict> said = watch.onSample(new Sample(at(second), floats(run.values()[i])));
            if (said.isPresent() && state != RowState.IGNORED) {
                rows.add(new Row(
                        noting.input,
                        second,
                        abnormal,
                        abnormal ? second - onset : 0,
                        abnormal ? cause : -1,
                        said.get().rank()));
                if (!abnormal && rows.size() % GONE_EVERY == 0) {
                    gone.add(new Row(noting.inputIfGone(), second, true, AT_LENGTH, -1, 1));
                }
            }
        }
        return new ReplayedRun(recorded.name(), group, rows, gone);
    }

    private static Instant at(double second) {
        return Instant.EPOCH.plusMillis(Math.round(1000 * second));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private final class Noting implements Ranker {
        private final Ranker distance = new DistanceRanker();
        private float[] input = new float[0];
        private NormalWindow latest;

        /** No recorded fault stops a node: all that is known of one is that it does not answer. */
        float[] inputIfGone() {
            float[] sample = new float[catalog.size()];
            Arrays.fill(sample, Float.NaN);
            sample[catalog.column(LocalSource.UP)] = 0;
            return features.of(sample, latest);
        }

        @Override
        public Verdict rank(float[] sample, NormalWindow normal) {
            latest = normal;
            input = features.of(sample, normal);
            return distance.rank(sample, normal);
        }
    }
}
