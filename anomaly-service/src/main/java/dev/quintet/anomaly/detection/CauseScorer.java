package dev.quintet.anomaly.detection;

import java.time.Instant;
import java.util.Map;

/** Says how well each known cause fits what a node does now. */
public interface CauseScorer {
    /**
     * @param now the time of the latest sample, which is anomalous
     * @return 0..1 by cause, best first; empty if too little is known
     */
    Map<String, Double> score(String node, Instant now);
}
