package dev.quintet.gateway.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The route table and the services behind it, checked. Immutable but for the instances' counters. */
public final class Routing {
    private final List<Route> routes;
    private final RouteTable table;
    private final Map<String, Service> services;

    private Routing(List<Route> routes, Map<String, Service> services) {
        this.routes = List.copyOf(routes);
        this.table = new RouteTable(routes);
        this.services = Collections.unmodifiableMap(services);
    }

    /** @throws IllegalArgumentException with one line that names the wrong key, its value and what is allowed */
    public static Routing of(RoutesConfig routesConfig, ServicesConfig servicesConfig) {
        Map<String, Service> services = new TreeMap<>();
        servicesConfig.services().forEach((name, entry) -> services.put(name, service(name, entry)));
        List<Route> routes = new ArrayList<>();
        routesConfig.routes().forEach((name, entry) -> {
            if (!entry.service().equals(Route.ITSELF) && !services.containsKey(entry.service())) {
                throw new WrongRoute(
                        name,
                        "service",
                        entry.service(),
                        "is not a service; known are " + Route.ITSELF + " and "
                                + services.keySet().stream().sorted().toList());
            }
            routes.add(route(name, entry));
        });
        return new Routing(routes, services);
    }

    private static Route route(String name, RoutesConfig.Entry entry) {
        if (entry.firstByte().isNegative() || entry.firstByte().isZero()) {
            throw new WrongRoute(name, "first-byte", entry.firstByte().toString(), "must be positive");
        }
        if (entry.idle().isNegative() || entry.idle().isZero()) {
            throw new WrongRoute(name, "idle", entry.idle().toString(), "must be positive");
        }
        var limits = new RouteLimits(entry.maxBody().asLongValue(), entry.firstByte(), entry.idle());
        Access read = access(name, "read", entry.read());
        Access write = access(name, "write", entry.write());
        return new Route(name, entry.service(), entry.paths(), read, write, limits);
    }

    private static Access access(String route, String key, List<String> words) {
        if (words.equals(List.of("public"))) {
            return Access.PUBLIC;
        }
        try {
            return new Access(Set.copyOf(words));
        } catch (IllegalArgumentException unknown) {
            throw new WrongRoute(route, key, String.join(",", words), "must be public or " + unknown.getMessage());
        }
    }

    private static Service service(String name, ServicesConfig.Entry entry) {
        List<Instance> instances = new ArrayList<>();
        for (String url : entry.url()) {
            try {
                instances.add(Instance.parse(url));
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        "quintet.gateway.services." + name + ".url: '" + url + "' must be http://host:port", malformed);
            }
        }
        return new Service(name, entry.audience().orElse(name + "-service"), instances);
    }

    public Optional<Route> find(String path) {
        return table.find(path);
    }

    /** The service of a route that is not the gateway's own. */
    public Service service(Route route) {
        return services.get(route.service());
    }

    public List<Route> routes() {
        return routes;
    }

    /** All services, ordered by name. */
    public Map<String, Service> services() {
        return services;
    }
}
