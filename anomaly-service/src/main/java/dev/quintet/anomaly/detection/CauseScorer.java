package dev.quintet.anomaly.detection;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Says how well each known cause fits what a node does now. */
public interface CauseScorer {
    /** The causes it knows. */
    List<String> causes();

    /**
     * @param now the time of the latest sample, which is anomalous
     * @return 0..1 by cause, best first; empty if too little is known
     */
    Map<String, Double> score(String node, Instant now);
}
