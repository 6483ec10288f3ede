package dev.quintet.badge.telemetry;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/** Notes the endpoint's path as it is declared, for {@link RequestMetrics}; before any filter can refuse the request. */
@Provider
@Priority(0)
public class PathTemplates implements ContainerRequestFilter {
    private final ResourceInfo endpoint;
    private final CurrentVertxRequest current;
    private final Map<Method, String> templates = new ConcurrentHashMap<>();

    PathTemplates(ResourceInfo endpoint, CurrentVertxRequest current) {
        this.endpoint = endpoint;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        current.getCurrent()
                .put(
                        RequestMetrics.PATH,
                        templates.computeIfAbsent(
                                endpoint.getResourceMethod(), method -> template(endpoint.getResourceClass(), method)));
    }

    private static String template(Class<?> resource, Method method) {
        String joined = part(resource.getAnnotation(Path.class)) + part(method.getAnnotation(Path.class));
        return joined.isEmpty() ? "/" : joined.replaceAll("\\{([a-z]+):[^/]*}", "{$1}");
    }

    private static String part(Path path) {
        String text = path == null ? "" : path.value();
        return text.isEmpty() || text.equals("/") ? "" : (text.startsWith("/") ? text : "/" + text);
    }
}
