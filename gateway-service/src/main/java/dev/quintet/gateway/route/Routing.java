package dev.quintet.gateway.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

import dev.quintet.gateway.limit.Quota;

/** The route table and the services behind it, checked. Immutable but for the instances' counters. */
public final class Routing {
    private final List<Route> routes;
    private final RouteTable table;
    private final Map<String, Service> services;
    private final Map<Service, Named> named;

    /**
     * A service some of whose instances are found by names.
     *
     * @param fixed those that are not
     * @param found the addresses of each name; written by discovery alone
     */
    record Named(List<Instance> fixed, List<DnsName> names, Map<DnsName, List<String>> found) {}

    private Routing(List<Route> routes, Map<String, Service> services, Map<Service, Named> named) {
        this.routes = List.copyOf(routes);
        this.table = new RouteTable(routes);
        this.services = Collections.unmodifiableMap(services);
        this.named = Map.copyOf(named);
    }

    /** @throws IllegalArgumentException with one line that names the wrong key, its value and what is allowed */
    public static Routing of(RoutesConfig routesConfig, ServicesConfig servicesConfig) {
        Map<String, Service> services = new TreeMap<>();
        Map<Service, Named> named = new HashMap<>();
        servicesConfig.services().forEach((name, entry) -> services.put(name, service(name, entry, named)));
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
        return new Routing(routes, services, named);
    }

    private static Route route(String name, RoutesConfig.Entry entry) {
        if (entry.firstByte().isNegative() || entry.firstByte().isZero()) {
            throw new WrongRoute(name, "first-byte", entry.firstByte().toString(), "must be positive");
        }
        if (entry.idle().isNegative() || entry.idle().isZero()) {
            throw new WrongRoute(name, "idle", entry.idle().toString(), "must be positive");
        }
        var limits = new RouteLimits(
                entry.maxBody().asLongValue(),
                entry.firstByte(),
                entry.idle(),
                quota(name, "rate", entry.rate(), entry.burst()),
                quota(name, "badge-rate", entry.badgeRate(), OptionalInt.empty()));
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

    private static Optional<Quota> quota(String route, String key, String rate, OptionalInt burst) {
        if (rate.equals("off")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Quota.parse(rate, burst));
        } catch (IllegalArgumentException wrong) {
            throw new WrongRoute(route, key, rate, "must be off or: " + wrong.getMessage());
        }
    }

    private static Service service(String name, ServicesConfig.Entry entry, Map<Service, Named> named) {
        String key = "quintet.gateway.services." + name;
        if (entry.maxInFlight() < 1) {
            throw new IllegalArgumentException(key + ".max-in-flight: '" + entry.maxInFlight() + "' must be positive");
        }
        List<Instance> fixed = new ArrayList<>();
        List<DnsName> names = new ArrayList<>();
        for (String url : entry.url()) {
            try {
                if (url.startsWith(DnsName.SCHEME)) {
                    names.add(DnsName.parse(url));
                } else {
                    fixed.add(Instance.parse(url));
                }
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        key + ".url: '" + url + "' must be http://host:port or dns://name:port", malformed);
            }
        }
        if (fixed.isEmpty() && names.isEmpty()) {
            throw new IllegalArgumentException(key + ".url: a service has an instance");
        }
        Service service = new Service(name, entry.audience().orElse(name + "-service"), fixed, entry.maxInFlight());
        if (!names.isEmpty()) {
            named.put(service, new Named(fixed, names, new LinkedHashMap<>()));
        }
        return service;
    }

    public Optional<Route> find(String path) {
        return table.find(path);
    }

    /** The service of a route that is not the gateway's own. */
    public Service service(Route route) {
        return services.get(route.service());
    }

    /** The services whose instances are to be looked up. */
    Map<Service, Named> named() {
        return named;
    }

    public List<Route> routes() {
        return routes;
    }

    /** All services, ordered by name. */
    public Map<String, Service> services() {
        return services;
    }
}
