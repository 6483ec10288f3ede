package dev.quintet.gateway.health;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import dev.quintet.gateway.route.Instance;
import dev.quintet.gateway.route.Routing;
import dev.quintet.gateway.route.Service;

/**
 * Asks the instances of services that have several whether they are ready, so that requests go to those that are. The
 * only instance of a service is not asked: there is no other to choose.
 */
@Singleton
class ReadinessChecks {
    private static final Logger LOG = Logger.getLogger(ReadinessChecks.class);

    private final Vertx vertx;
    private final Routing routing;
    private final HealthProbes probes;
    private final HealthConfig config;

    ReadinessChecks(Vertx vertx, Routing routing, HealthProbes probes, HealthConfig config) {
        this.vertx = vertx;
        this.routing = routing;
        this.probes = probes;
        this.config = config;
    }

    void begin(@Observes StartupEvent start) {
        vertx.setPeriodic(
                config.checkEvery().toMillis(),
                tick -> routing.services().values().forEach(this::check));
    }

    private void check(Service service) {
        if (service.instances().size() > 1) {
            service.instances().forEach(instance -> check(service, instance));
        }
    }

    private void check(Service service, Instance instance) {
        probes.ask(instance).subscribe().with(report -> {
            if (report.ready() != instance.isReady()) {
                LOG.infof("%s of %s is %s", instance, service.name(), report.ready() ? "ready again" : "not ready");
                instance.isReady(report.ready());
            }
        });
    }
}
