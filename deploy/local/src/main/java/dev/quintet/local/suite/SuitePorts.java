package dev.quintet.local.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.quintet.local.process.PortOwner;
import dev.quintet.local.process.Ports;
import dev.quintet.local.supervise.StartFailure;

/**
 * The port of everything by name. {@code QUINTET_PORT_<NAME>} changes one, such as {@code QUINTET_PORT_GATEWAY}; the
 * engines' own differ from the usual ones, so that an installed Redis or PostgreSQL is not in the way.
 *
 * @param byName in the order of starting
 */
public record SuitePorts(Map<String, Integer> byName) {

    /** More would not fit on one machine, and their ports would run into others. */
    public static final int MOST_NODES = 9;

    private static final int FIRST_NODE = 13301;

    private static final int FIRST_PROXY = 13311;

    private static final int FIRST_PROXY_CONTROL = 13321;

    public SuitePorts {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /**
     * The defaults, changed by what the environment says.
     *
     * @param nodes number of MariaDB nodes
     * @throws StartFailure if a port is no port, or is given twice
     */
    public static SuitePorts of(int nodes, Map<String, String> environment) throws StartFailure {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("redis", 16379);
        ports.put("postgres", 15432);
        for (int i = 1; i <= nodes; i++) {
            ports.put("node" + i, FIRST_NODE + i - 1);
        }
        ports.put("proxy", FIRST_NODE + MOST_NODES);
        for (int i = 1; i <= nodes; i++) {
            ports.put("node" + i + "-proxy", FIRST_PROXY + i - 1);
            ports.put("node" + i + "-proxy-control", FIRST_PROXY_CONTROL + i - 1);
        }
        ports.put("backend-ru", 9001);
        ports.put("backend-us", 9002);
        ports.put("gateway", 8080);
        ports.put("task", 8000);
        ports.put("backendify", 9000);
        ports.put("badge", 5000);
        ports.put("workload", 8010);
        ports.put("anomaly", 8020);
        Map<Integer, String> users = new TreeMap<>();
        for (Map.Entry<String, Integer> entry : ports.entrySet()) {
            String key = variable(entry.getKey());
            String given = environment.get(key);
            if (given != null && !given.isBlank()) {
                entry.setValue(parse(key, given.trim()));
            }
            String other = users.put(entry.getValue(), entry.getKey());
            if (other != null) {
                throw new StartFailure("port " + entry.getValue() + " is given to both " + other + " and "
                        + entry.getKey() + ": set " + key + " to another one");
            }
        }
        return new SuitePorts(ports);
    }

    public int of(String name) {
        return byName.get(name);
    }

    /**
     * Checks that nobody else uses one of these ports.
     *
     * @throws StartFailure naming the port, who has it where that can be told, and how to choose another
     */
    public void requireFree(Iterable<String> names) throws StartFailure {
        for (String name : names) {
            int port = of(name);
            if (!Ports.isFree(port)) {
                Optional<String> owner = PortOwner.of(port);
                throw new StartFailure("port " + port + " (" + name + ") is taken"
                        + owner.map(who -> " by " + who).orElse("") + ": free it, or set " + variable(name));
            }
        }
    }

    private static String variable(String name) {
        return "QUINTET_PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int parse(String key, String value) throws StartFailure {
        if (value.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new StartFailure(key + " must be a port from 1 to 65535, not " + value);
    }
}
