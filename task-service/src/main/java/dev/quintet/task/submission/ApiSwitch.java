package dev.quintet.task.submission;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import dev.quintet.common.problem.ProblemException;

/** Refuses the API where this process only runs tasks; its health, metrics and debugging calls stay. */
@Singleton
public class ApiSwitch {
    /** Asked late: filters are made before settings are known. */
    private final Provider<ApiConfig> config;

    ApiSwitch(Provider<ApiConfig> config) {
        this.config = config;
    }

    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!config.get().enabled()
                && (path.startsWith("/api/") || path.equals("/items") || path.startsWith("/items/"))) {
            throw ProblemException.of(
                    404, "api-off", "This process runs tasks and has no API: quintet.tasks.api.enabled is false.");
        }
    }
}
