package dev.quintet.anomaly.rank;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the plain objects of this package available for injection. */
final class RankBeans {
    @Produces
    @Singleton
    LiveRanker live(Clock clock) {
        return new LiveRanker("no model is loaded yet", clock);
    }
}
