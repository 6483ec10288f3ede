package dev.quintet.anomaly.fault;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.quintet.anomaly.fault.chaos.ChaosInjectors;
import dev.quintet.anomaly.fault.local.LocalInjectors;
import dev.quintet.anomaly.node.Nodes;

/** Makes the plain objects of this package available for injection. */
final class FaultBeans {
    @Produces
    @Singleton
    FaultInjector injector(FaultConfig config, LocalInjectors local, ChaosInjectors chaos) {
        return switch (config.injector()) {
            case LOCAL -> local.create();
            case CHAOS_MESH -> chaos.create();
        };
    }

    @Produces
    @Singleton
    FaultRules rules(FaultConfig config, FaultInjector injector, Nodes nodes) {
        return new FaultRules(config, injector, nodes);
    }
}
