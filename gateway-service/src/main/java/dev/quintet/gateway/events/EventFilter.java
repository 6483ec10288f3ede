package dev.quintet.gateway.events;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events a listener wants.
 *
 * @param services any of these; empty: all
 * @param kinds any of these; {@code workload.*} takes all that begin with {@code workload.}; empty: all
 */
record EventFilter(Set<String> services, Set<String> kinds) {
    private static final int MOST_VALUES = 32;

    EventFilter {
        services = Set.copyOf(services);
        kinds = Set.copyOf(kinds);
        if (services.size() > MOST_VALUES || kinds.size() > MOST_VALUES) {
            throw new IllegalArgumentException("at most " + MOST_VALUES + " values a filter");
        }
    }

    /** Each value may be several, by comma. */
    static EventFilter of(List<String> services, List<String> kinds) {
        return new EventFilter(split(services), split(kinds));
    }

    private static Set<String> split(List<String> values) {
        return values.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    boolean wants(FeedEvent event) {
        return (services.isEmpty() || services.contains(event.service())) && wantsKind(event.kind());
    }

    private boolean wantsKind(String kind) {
        if (kinds.isEmpty() || kinds.contains(kind)) {
            return true;
        }
        for (String wanted : kinds) {
            if (wanted.endsWith(".*") && kind.startsWith(wanted.substring(0, wanted.length() - 1))) {
                return true;
            }
        }
        return false;
    }
}
