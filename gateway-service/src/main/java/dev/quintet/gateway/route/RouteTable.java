package dev.quintet.gateway.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route that owns a path: an exact path first, then the longest prefix. Immutable. */
public final class RouteTable {
    private static final String BELOW = "/**";

    private record Prefix(String path, Route route) {
        /** The prefix itself or a path below it; never a longer first segment. */
        boolean owns(String asked) {
            return asked.startsWith(path) && (asked.length() == path.length() || asked.charAt(path.length()) == '/');
        }
    }

    private final Map<String, Route> exact = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();

    /** @throws WrongRoute if a path is malformed or has two owners */
    public RouteTable(List<Route> routes) {
        Map<String, Route> owners = new HashMap<>();
        for (Route route : routes) {
            for (String path : route.paths()) {
                check(route, path);
                Route other = owners.putIfAbsent(path, route);
                if (other != null) {
                    throw new WrongRoute(route.name(), "paths", path, "is owned by route " + other.name() + " too");
                }
                add(route, path);
            }
        }
        prefixes.sort(Comparator.comparingInt((Prefix prefix) -> prefix.path().length())
                .reversed());
    }

    private void add(Route route, String path) {
        if (path.endsWith(BELOW)) {
            prefixes.add(new Prefix(path.substring(0, path.length() - BELOW.length()), route));
        } else {
            exact.put(path, route);
        }
    }

    private static void check(Route route, String path) {
        String fixed = path.endsWith(BELOW) ? path.substring(0, path.length() - BELOW.length()) : path;
        boolean wellFormed = path.startsWith("/") && fixed.matches("[A-Za-z0-9/._~-]*") && !fixed.contains("//");
        if (!wellFormed || path.equals(BELOW)) {
            throw new WrongRoute(
                    route.name(), "paths", path, "must be a plain path like /items, or a prefix like /items/**");
        }
    }

    /** @param path without query, in its normal form */
    public Optional<Route> find(String path) {
        Route owner = exact.get(path);
        if (owner != null) {
            return Optional.of(owner);
        }
        for (Prefix prefix : prefixes) {
            if (prefix.owns(path)) {
                return Optional.of(prefix.route());
            }
        }
        return Optional.empty();
    }
}
