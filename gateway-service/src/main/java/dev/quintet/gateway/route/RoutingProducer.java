package dev.quintet.gateway.route;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Reads the route table at start, so that a wrong one stops it. */
@Singleton
class RoutingProducer {
    @Produces
    @Singleton
    @Startup
    Routing routing(RoutesConfig routes, ServicesConfig services) {
        try {
            return Routing.of(routes, services);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(wrong.getMessage(), wrong);
        }
    }
}
