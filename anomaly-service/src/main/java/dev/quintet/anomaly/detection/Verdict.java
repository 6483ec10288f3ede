package dev.quintet.anomaly.detection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a ranker says of one sample.
 *
 * @param rank 0 (as usual) to 1
 * @param ranker who says so, as in answers: {@link #DISTANCE}, {@link #TENSORFLOW}
 * @param causes the score of each cause, 0..1, best first; empty if this ranker knows none
 */
public record Verdict(double rank, String ranker, Map<String, Double> causes) {
    public static final String DISTANCE = "distance";
    public static final String TENSORFLOW = "tensorflow";

    public Verdict {
        causes = Collections.unmodifiableMap(new LinkedHashMap<>(causes));
    }

    public boolean anomalous() {
        return rank >= NodeWatch.ANOMALOUS;
    }
}
