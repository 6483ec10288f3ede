package dev.quintet.anomaly.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes small runs, seeded: eight metrics that follow a random load, of which each cause moves one or two. Not measured
 * anywhere; only good to see whether the machinery works.
 */
public final class GeneratedRuns {
    public static final List<String> CAUSES = List.of("burner", "hog", "writer", "locker");

    private static final int METRICS = 8;
    private static final int NORMAL_ROWS = 30;
    private static final int ABNORMAL_ROWS = 15;

    private final Random random;

    public GeneratedRuns(long seed) {
        this.random = new Random(seed);
    }

    /** Writes runs of every cause. */
    public void write(Path folder, int runsOfEach) throws IOException {
        Files.createDirectories(folder);
        for (String cause : CAUSES) {
            for (int run = 1; run <= runsOfEach; run++) {
                Files.writeString(
                        folder.resolve(String.format(Locale.ROOT, "%s-%02d.csv", cause, run)), csv(List.of(cause)));
            }
        }
    }

    public String csv(List<String> causes) {
        StringBuilder csv =
                new StringBuilder("second,state,cpu,memory,writes,dbms locks,dbms rows,net,dbms hits,free\n");
        for (int row = 0; row < NORMAL_ROWS + ABNORMAL_ROWS; row++) {
            boolean abnormal = row >= NORMAL_ROWS;
            double load = 80 + 40 * random.nextDouble();
            csv.append(row).append(abnormal ? ",abnormal" : ",normal");
            for (int metric = 0; metric < METRICS; metric++) {
                double value = load * (metric + 1) * (1 + 0.05 * random.nextGaussian());
                for (String cause : causes) {
                    int moved = CAUSES.indexOf(cause);
                    value *= abnormal && (metric == moved || (metric == moved + 4 && moved < 2)) ? 3 : 1;
                }
                csv.append(',').append(String.format(Locale.ROOT, "%.4f", value));
            }
            csv.append('\n');
        }
        return csv.toString();
    }
}
