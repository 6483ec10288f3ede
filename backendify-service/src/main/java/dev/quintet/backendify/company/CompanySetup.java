package dev.quintet.backendify.company;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;

import dev.quintet.backendify.backend.Backends;
import dev.quintet.backendify.backend.Timeline;
import dev.quintet.backendify.cache.CompanyCache;

/** Puts the lookup together. */
@Singleton
public class CompanySetup {
    @Produces
    @Singleton
    CompanyLookup lookup(
            CompanyCache cache,
            Backends backends,
            Timeline timeline,
            Clock clock,
            CompanyConfig config,
            MeterRegistry registry) {
        CompanyLookup lookup = new CompanyLookup(cache, backends, timeline, clock, config.maxWaiting());
        registry.gauge("backendify.requests.waiting", lookup, CompanyLookup::waiting);
        registry.gauge("backendify.flights", lookup, CompanyLookup::flights);
        return lookup;
    }

    @Produces
    @Singleton
    LookupProblems problems(CompanyConfig config) {
        return new LookupProblems(config);
    }
}
