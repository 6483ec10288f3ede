package dev.quintet.anomaly.fault;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.quintet.anomaly.fault.local.LocalInjectors;
import dev.quintet.anomaly.node.NodeProcesses;
import dev.quintet.anomaly.node.Nodes;

/** Makes the plain objects of this package available for injection. */
final class FaultBeans {
    @Produces
    @Singleton
    FaultInjector injector(FaultConfig config, NodeProcesses processes, Clock clock) {
        return switch (config.injector()) {
            case LOCAL -> LocalInjectors.create(processes, clock);
        };
    }

    @Produces
    @Singleton
    FaultRules rules(FaultConfig config, FaultInjector injector, Nodes nodes) {
        return new FaultRules(config, injector, nodes);
    }
}
