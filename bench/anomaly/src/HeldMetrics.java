import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.metric.Metric;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.MetricGroup;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.anomaly.node.RemoteNode;

/** Memory of 30 minutes at one sample a second of 100 nodes with 100 metrics each, and of their ranks. */
final class HeldMetrics {
    private static final int NODES = 100;
    private static final int METRICS = 100;
    private static final int SAMPLES = 1_800;

    private HeldMetrics() {}

    public static void main(String[] args) {
        long before = used();
        Nodes nodes = new Nodes(IntStream.range(0, NODES).mapToObj(i -> new RemoteNode("node" + i)).toList());
        MetricCatalog catalog = new MetricCatalog(IntStream.range(0, METRICS)
                .mapToObj(i -> Metric.level("metric" + i, MetricGroup.CPU, 1)).toList());
        MetricStore store = new MetricStore(nodes, catalog, SAMPLES);
        List<String> names = nodes.names();
        RankStore ranks = new RankStore(names, SAMPLES);
        for (int second = 0; second < 2 * SAMPLES; second++) {
            Instant time = Instant.ofEpochSecond(second);
            float[] values = new float[METRICS];
            java.util.Arrays.fill(values, second);
            for (String name : names) {
                store.series(name).append(time, values);
                ranks.of(name).add(new Ranked(time, 0.1, Map.of(), "distance"));
            }
        }
        long held = used() - before;
        if (store.series("node0").last(SAMPLES).size() != SAMPLES || ranks.of("node0").since(Instant.EPOCH).size() != SAMPLES) {
            throw new AssertionError("not all are held");
        }
        System.out.println("{\"nodes\": " + NODES + ", \"metrics\": " + METRICS + ", \"samples\": " + SAMPLES
                + ", \"heap_mb\": " + Math.round(held / 1e5) / 10.0 + "}");
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
