import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;

import com.sun.management.OperatingSystemMXBean;

import dev.quintet.anomaly.cause.CauseModel;
import dev.quintet.anomaly.cause.Example;
import dev.quintet.anomaly.cause.Shift;
import dev.quintet.anomaly.detection.DistanceRanker;
import dev.quintet.anomaly.detection.NormalWindow;
import dev.quintet.anomaly.detection.Ranker;
import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.MetricGroup;
import dev.quintet.anomaly.metric.local.LocalSource;
import dev.quintet.anomaly.node.NodeConnections;
import dev.quintet.anomaly.node.NodeProcesses;
import dev.quintet.anomaly.rank.RankModel;
import dev.quintet.anomaly.rank.TensorFlowRanker;

/**
 * One window of 100 metrics of 100 nodes, scored on one thread: ranked by distance, ranked by a model, and each window's
 * cause named. Milliseconds of CPU of the whole process for all nodes, mean of rounds after a warm-up: others on the machine do not count, the collector and TensorFlow's own thread do.
 */
final class Scoring {
    private static final int NODES = 100;
    private static final int METRICS = 100;
    private static final int CALM = 120;
    private static final int ANOMALOUS = 30;
    private static final int CAUSES = 10;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 100;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Scoring() {}

    /** @param args the model's folder */
    public static void main(String[] args) {
        Random random = new Random(1);
        MetricCatalog catalog = catalog();
        List<NormalWindow> normals = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            NormalWindow normal = new NormalWindow(catalog, 150);
            for (int i = 0; i < 150; i++) {
                normal.add(floats(random));
            }
            normals.add(normal);
        }
        float[] sample = floats(random);
        System.out.println("{\"nodes\": " + NODES + ", \"metrics\": " + METRICS + ",");
        Ranker distance = new DistanceRanker();
        report("ranks_by_distance_ms", node -> sink += distance.rank(sample, normals.get(node)).rank());
        try (RankModel model = RankModel.load(Path.of(args[0]));
                TensorFlowRanker ranker = new TensorFlowRanker(model, catalog)) {
            report("ranks_by_model_ms", node -> sink += ranker.rank(sample, normals.get(node)).rank());
        }
        double[][][] calm = new double[NODES][][];
        double[][][] now = new double[NODES][][];
        for (int node = 0; node < NODES; node++) {
            calm[node] = rows(random, CALM);
            now[node] = rows(random, ANOMALOUS);
        }
        List<Example> examples = new ArrayList<>();
        for (int cause = 0; cause < CAUSES; cause++) {
            examples.add(Example.of("cause" + cause, calm[cause], now[cause]));
        }
        CauseModel causes = CauseModel.learn(examples);
        report("shifts_ms", node -> sink += Shift.between(calm[node], now[node]).size()[0]);
        report("causes_ms", node -> sink += causes.fits(Shift.between(calm[node], now[node])).get(0).fit());
        System.out.println("\"check\": " + Math.round(sink % 1000) + "}");
    }

    private static double sink;

    private static MetricCatalog catalog() {
        List<Metric> metrics;
        try (LocalSource source = new LocalSource(new NodeProcesses(), new NodeConnections("", ""))) {
            metrics = new ArrayList<>(source.metrics());
        }
        MetricGroup[] groups = MetricGroup.values();
        while (metrics.size() < METRICS) {
            metrics.add(Metric.work("more" + metrics.size(), groups[metrics.size() % groups.length], 1));
        }
        return new MetricCatalog(metrics);
    }

    private static float[] floats(Random random) {
        float[] values = new float[METRICS];
        for (int i = 0; i < METRICS; i++) {
            values[i] = (float) (100 * (1 + 0.1 * random.nextGaussian()));
        }
        return values;
    }

    private static double[][] rows(Random random, int count) {
        double[][] rows = new double[count][METRICS];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> 100 * (1 + 0.1 * random.nextGaussian()));
        }
        return rows;
    }

    private static void report(String name, IntConsumer score) {
        long start = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            if (round == 0) {
                start = PROCESS.getProcessCpuTime();
            }
            for (int node = 0; node < NODES; node++) {
                score.accept(node);
            }
        }
        double millis = (PROCESS.getProcessCpuTime() - start) / 1e6 / ROUNDS;
        System.out.printf(Locale.ROOT, "\"%s\": %.2f,%n", name, millis);
    }
}
