package dev.quintet.anomaly.detection;

import java.util.Arrays;
import java.util.List;

import dev.quintet.anomaly.metric.Sample;

/**
 * The median of the last few samples, metric by metric: a burst shorter than half of them leaves no trace, a step shows
 * after half of them.
 */
final class Smoother {
    private Smoother() {}

    /** @param samples at least one; a metric that is missing in more than half of them is NaN */
    static float[] median(List<Sample> samples) {
        int width = samples.get(0).values().length;
        float[] smoothed = new float[width];
        float[] column = new float[samples.size()];
        for (int m = 0; m < width; m++) {
            int count = 0;
            for (Sample sample : samples) {
                float value = sample.values()[m];
                if (!Float.isNaN(value)) {
                    column[count++] = value;
                }
            }
            if (2 * count < samples.size()) {
                smoothed[m] = Float.NaN;
                continue;
            }
            Arrays.sort(column, 0, count);
            smoothed[m] = (column[(count - 1) / 2] + column[count / 2]) / 2;
        }
        return smoothed;
    }
}
