package dev.quintet.anomaly.diagnosis;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.node.Nodes;

/** Makes the plain objects of this package available for injection. */
final class DiagnosisBeans {
    @Produces
    @Singleton
    Diagnoser diagnoser(MetricStore metrics, RankStore ranks, Nodes nodes, LearnedCauses learned) {
        return new Diagnoser(metrics, ranks, Signatures.known(), nodes.names(), learned);
    }
}
