package dev.quintet.anomaly.rank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which model ranks. */
@ConfigMapping(prefix = "quintet.anomaly.rank")
public interface RankModelConfig {
    /**
     * A folder with a SavedModel, or {@code bundled} for the one that comes with the service. If nothing is there the
     * distance ranker speaks.
     */
    @WithDefault("models/anomaly_detector")
    String modelPath();
}
