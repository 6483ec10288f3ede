import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.bytedeco.javacpp.Pointer;

import dev.quintet.anomaly.rank.RankModel;

/** Native memory over 100,000 scorings and 100 reloads of a model: resident memory of the process and what is held. */
final class ModelMemory {
    private static final int SCORINGS = 100_000;
    private static final int RELOADS = 100;

    private ModelMemory() {}

    /** @param args the model's folder */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        long bare = resident();
        Random random = new Random(1);
        try (RankModel model = RankModel.load(folder)) {
            float[] features = new float[model.metadata().features().size()];
            double sum = score(model, features, random, SCORINGS / 10);
            long warm = resident();
            long held = Pointer.totalCount();
            sum += score(model, features, random, SCORINGS);
            long scored = resident();
            for (int i = 0; i < RELOADS / 2; i++) {
                RankModel.load(folder).close();
            }
            long half = resident();
            for (int i = 0; i < RELOADS / 2; i++) {
                RankModel.load(folder).close();
            }
            System.out.printf(
                    "{\"resident_mb\": {\"before\": %d, \"loaded\": %d, \"after_100000_scorings\": %d,"
                            + " \"after_50_reloads\": %d, \"after_100_reloads\": %d}, \"native_objects\": {\"before\": %d,"
                            + " \"after\": %d}, \"mean_rank\": %.3f}%n",
                    bare, warm, scored, half, resident(), held, Pointer.totalCount(), sum / (1.1 * SCORINGS));
        }
    }

    private static double score(RankModel model, float[] features, Random random, int times) {
        double sum = 0;
        for (int i = 0; i < times; i++) {
            features[i % features.length] = (float) random.nextGaussian();
            sum += model.answer(features).rank();
        }
        return sum;
    }

    private static long resident() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
