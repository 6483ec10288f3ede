package dev.quintet.badge.identity;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

import io.vertx.core.Context;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import dev.quintet.badge.identity.BadgeIdentity.Policy;

/** Identifies the badge before the endpoint runs, on the endpoint's own thread. */
@Provider
@BadgeIdentity
public class BadgeIdentityFilter implements ContainerRequestFilter {
    private final BadgeIdentification identification;
    private final ResourceInfo endpoint;

    BadgeIdentityFilter(BadgeIdentification identification, ResourceInfo endpoint) {
        this.identification = identification;
        this.endpoint = endpoint;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (Context.isOnEventLoopThread()) {
            identification.identify((ResteasyReactiveContainerRequestContext) request, policy());
        } else {
            identification.identify(request.getHeaders(), policy());
        }
    }

    private Policy policy() {
        BadgeIdentity onMethod = endpoint.getResourceMethod().getAnnotation(BadgeIdentity.class);
        return (onMethod != null ? onMethod : endpoint.getResourceClass().getAnnotation(BadgeIdentity.class)).value();
    }
}
