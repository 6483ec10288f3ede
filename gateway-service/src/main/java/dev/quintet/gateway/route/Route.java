package dev.quintet.gateway.route;

import java.util.List;
import java.util.Set;

import io.vertx.core.http.HttpMethod;

/**
 * Paths that one service owns, under one rule.
 *
 * @param name the key in the configuration; the {@code http.route} of metrics and logs
 * @param service the service's name, or {@link #ITSELF}
 * @param paths exact paths, or {@code /prefix/**} for the prefix and all below it
 * @param read who may {@code GET}, {@code HEAD} and {@code OPTIONS}
 * @param write who may use any other method
 */
public record Route(String name, String service, List<String> paths, Access read, Access write, RouteLimits limits) {
    /** The service name of paths that the gateway answers by itself. */
    public static final String ITSELF = "gateway";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    public Route {
        paths = List.copyOf(paths);
    }

    public boolean isItself() {
        return service.equals(ITSELF);
    }

    /** Who may use the method here. */
    public Access access(HttpMethod method) {
        return READING.contains(method) ? read : write;
    }
}
