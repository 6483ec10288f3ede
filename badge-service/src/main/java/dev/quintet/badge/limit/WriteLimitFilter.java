package dev.quintet.badge.limit;

import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import dev.quintet.badge.identity.BadgePair;
import dev.quintet.common.api.badge.BadgeHeaders;

/** Limits every write before the badge is looked up: who guesses badges is limited as well. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class WriteLimitFilter implements ContainerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final WriteLimits limits;
    private final ClientAddress address;
    private final ResourceInfo endpoint;
    private final CurrentVertxRequest current;

    WriteLimitFilter(WriteLimits limits, ClientAddress address, ResourceInfo endpoint, CurrentVertxRequest current) {
        this.limits = limits;
        this.address = address;
        this.endpoint = endpoint;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (READS.contains(request.getMethod())
                && !endpoint.getResourceClass().isAnnotationPresent(CountsAsWrite.class)) {
            return;
        }
        Optional<BadgePair> badge =
                BadgePair.of(request.getHeaderString(BadgeHeaders.UUID), request.getHeaderString(BadgeHeaders.MAC));
        Uni<Void> counted = limits.take(badge, address.of(current.getCurrent().request()));
        if (Context.isOnEventLoopThread()) {
            ResteasyReactiveContainerRequestContext waiting = (ResteasyReactiveContainerRequestContext) request;
            waiting.suspend();
            counted.subscribe().with(done -> waiting.resume(), waiting::resume);
        } else {
            counted.await().indefinitely();
        }
    }
}
