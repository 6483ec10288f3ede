package dev.quintet.gateway.health;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Reads MicroProfile Health's JSON. A check speaks of an engine if its data names it ({@code "engine":"postgresql"}, and
 * {@code "reachable":false} where the service is ready without it), if
 * it is called {@code database nodes} (each of its data is one node, {@code up} or not), or by its name.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0/">MicroProfile Health 4.0</a>
 */
final class ReadinessDocument {
    private static final int MOST_ENGINES = 64;
    private static final String NODES = "database nodes";
    private static final Map<String, String> BY_NAME = Map.of("postgres", "postgresql", "mariadb", "mariadb");

    private ReadinessDocument() {}

    static boolean isUp(JsonObject document) {
        return "UP".equals(document.getValue("status"));
    }

    /** Engine to whether it works. Redis is left out: the gateway asks it itself. */
    static Map<String, Boolean> engines(JsonObject document) {
        Map<String, Boolean> engines = new TreeMap<>();
        if (!(document.getValue("checks") instanceof JsonArray checks)) {
            return engines;
        }
        for (Object entry : checks) {
            if (entry instanceof JsonObject check && engines.size() < MOST_ENGINES) {
                read(check, engines);
            }
        }
        engines.remove("redis");
        return engines;
    }

    /** A service may be ready without its engine, and then says so beside. */
    private static boolean isReachable(JsonObject data) {
        return !Boolean.FALSE.equals(data.getValue("reachable"));
    }

    private static void read(JsonObject check, Map<String, Boolean> engines) {
        String name = String.valueOf(check.getValue("name")).toLowerCase(Locale.ROOT);
        boolean up = isUp(check);
        JsonObject data = check.getValue("data") instanceof JsonObject given ? given : new JsonObject();
        if (name.equals(NODES)) {
            data.forEach(node ->
                    engines.put("node " + node.getKey(), "up".equalsIgnoreCase(String.valueOf(node.getValue()))));
            return;
        }
        if (data.getValue("engine") instanceof String engine) {
            engines.merge(engine, up && isReachable(data), Boolean::logicalAnd);
            return;
        }
        BY_NAME.forEach((word, engine) -> {
            if (name.contains(word)) {
                engines.merge(engine, up, Boolean::logicalAnd);
            }
        });
    }
}
