import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import dev.quintet.anomaly.detection.DistanceRanker;
import dev.quintet.anomaly.detection.NodeWatch;
import dev.quintet.anomaly.detection.Ranker;
import dev.quintet.anomaly.detection.Verdict;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.anomaly.metric.SyntheticNode;
import dev.quintet.anomaly.rank.RankModel;
import dev.quintet.anomaly.rank.TensorFlowRanker;

/**
 * False alarms of both rankers in hours of made-up calm, whose load jumps to another between 0 and 3,000 statements a
 * second every 20 s to 10 min, and whose processor a neighbour takes half of now and then. The clock is the samples' own.
 */
final class CalmHours {
    private static final int HOURS = 24;
    private static final int HOUR = 3600;
    private static final double ALARM = 0.8;

    private CalmHours() {}

    /** @param args the model's folder */
    public static void main(String[] args) {
        try (RankModel model = RankModel.load(Path.of(args[0]))) {
            System.out.println("{\"hours\": " + HOURS + ",");
            System.out.println("\"distance\": " + count(new DistanceRanker()) + ",");
            System.out.println("\"tensorflow\": " + count(new TensorFlowRanker(model, SyntheticNode.CATALOG)) + "}");
        }
    }

    private static String count(Ranker ranker) {
        SyntheticNode node = new SyntheticNode(1);
        NodeWatch watch = new NodeWatch(ranker, SyntheticNode.CATALOG, 150, Duration.ofMinutes(15));
        Random random = new Random(2);
        int changes = 0;
        int ranked = 0;
        int above = 0;
        int alarms = 0;
        int atAlarm = 0;
        boolean alarmed = false;
        int next = 120;
        for (int second = 0; second < HOURS * HOUR; second++) {
            if (second == next) {
                changes++;
                node.qps = Math.expm1(random.nextDouble() * Math.log(3_000));
                node.slowdown = random.nextInt(5) == 0 ? 0.5 : 1;
                next += 20 + random.nextInt(580);
            }
            Optional<Verdict> said = watch.onSample(new Sample(Instant.ofEpochSecond(second), node.sample()));
            if (said.isPresent()) {
                double rank = said.get().rank();
                ranked++;
                above += rank >= 0.2 ? 1 : 0;
                atAlarm += rank >= ALARM ? 1 : 0;
                boolean now = alarmed ? rank >= ALARM / 2 : rank >= ALARM; // as the service tells alarms
                alarms += now && !alarmed ? 1 : 0;
                alarmed = now;
            }
        }
        return String.format(
                Locale.ROOT,
                "{\"load_changes\": %d, \"seconds_ranked\": %d, \"part_at_0.2_or_more\": %.4f, \"seconds_at_alarm\": %d,"
                        + " \"alarms\": %d}",
                changes, ranked, (double) above / ranked, atAlarm, alarms);
    }
}
