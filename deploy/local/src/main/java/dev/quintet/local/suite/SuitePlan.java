package dev.quintet.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.quintet.local.engine.EngineSettings;
import dev.quintet.local.engine.LocalNodesFile;
import dev.quintet.local.engine.MariaDbEngine;
import dev.quintet.local.engine.PostgresEngine;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.legacy.SampleBackends;
import dev.quintet.local.proxy.NodeProxies;
import dev.quintet.local.supervise.EngineUnit;
import dev.quintet.local.supervise.JavaUnit;
import dev.quintet.local.supervise.StartFailure;
import dev.quintet.local.supervise.Unit;

/** What the suite consists of: which processes, with which settings, and what each needs. */
public final class SuitePlan {

    /** The services, the gateway last: it is of use when the others are there. */
    public static final List<String> SERVICES =
            List.of("task", "backendify", "badge", "workload", "anomaly", "gateway");

    private static final Duration SAMPLE_GRACE = Duration.ofSeconds(3);

    /** A worker may finish what it does within 25 s. */
    private static final Duration SERVICE_GRACE = Duration.ofSeconds(30);

    private final SuiteHome home;
    private final SuitePorts ports;
    private final Secrets secrets;
    private final List<MariaDbEngine> nodes;

    /**
     * A plan of which nothing runs yet.
     *
     * @param nodeCount number of MariaDB nodes
     */
    public SuitePlan(SuiteHome home, SuitePorts ports, Secrets secrets, int nodeCount) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.nodes = IntStream.rangeClosed(1, nodeCount)
                .mapToObj(i -> new MariaDbEngine(engine("node" + i, secrets.nodes())))
                .toList();
    }

    /** Writes {@code nodes.json}, which services read at their start. */
    public void writeNodes() throws IOException {
        LocalNodesFile.write(
                home.nodes(),
                nodes.stream()
                        .map(node -> LocalNodesFile.Node.of(node, proxyPort(node), proxyControlPort(node)))
                        .toList());
    }

    /**
     * All units, each after those it needs.
     *
     * @param only the services wanted
     * @throws StartFailure if one of them is not built
     */
    public List<Unit> units(Set<String> only) throws StartFailure {
        List<Unit> units = new ArrayList<>();
        units.add(new EngineUnit(RedisEngine.durable(engine("redis", secrets.redis()))));
        units.add(new EngineUnit(
                new PostgresEngine(engine("postgres", secrets.postgres()), List.of("badges", "workload", "anomaly"))));
        units.add(samples());
        for (String service : SERVICES) {
            if (only.contains(service)) {
                units.add(service(service));
            }
        }
        // Last, for nothing waits for them, and on few cores the others should be first.
        nodes.forEach(node -> units.add(new EngineUnit(node)));
        units.add(proxies());
        return units;
    }

    private int proxyPort(MariaDbEngine node) {
        return ports.of(node.name() + "-proxy");
    }

    private int proxyControlPort(MariaDbEngine node) {
        return ports.of(node.name() + "-proxy-control");
    }

    /** A process of its own: clients of the nodes must not notice when a service or the supervisor restarts. */
    private Unit proxies() {
        List<String> command = new ArrayList<>(List.of(
                ServiceFlags.java(),
                "-Xmx48m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProxies.class.getName(),
                String.valueOf(ports.of("proxy"))));
        nodes.forEach(node ->
                command.add(node.name() + ":" + proxyPort(node) + ":" + proxyControlPort(node) + ":" + node.port()));
        return new JavaUnit(
                "proxy",
                Unit.Tier.ENGINE,
                List.of(),
                command,
                Map.of("QUINTET_LOCAL_NODES_PASSWORD", secrets.nodes()),
                ports.of("proxy"),
                "/status",
                home.folder(),
                home.log("proxy"),
                SAMPLE_GRACE);
    }

    private EngineSettings engine(String name, String password) {
        return new EngineSettings(
                name, home.data().resolve(name), ports.of(name), password, home.log(name), home.engines());
    }

    private Unit samples() {
        return new JavaUnit(
                "sample-backends",
                Unit.Tier.SAMPLE,
                List.of(),
                List.of(
                        ServiceFlags.java(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SampleBackends.class.getName(),
                        String.valueOf(ports.of("backend-ru")),
                        String.valueOf(ports.of("backend-us"))),
                Map.of(),
                ports.of("backend-us"),
                "/status",
                home.folder(),
                home.log("sample-backends"),
                SAMPLE_GRACE);
    }

    private Unit service(String name) throws StartFailure {
        Path jar = home.application(name).resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new StartFailure(name + "-service is not built (" + jar + " is missing): run ./quintet up");
        }
        List<String> needs = usesPostgres(name) ? List.of("redis", "postgres") : List.of("redis");
        List<String> arguments = name.equals("backendify")
                ? List.of(
                        "ru=http://127.0.0.1:" + ports.of("backend-ru"),
                        "us=http://127.0.0.1:" + ports.of("backend-us"))
                : List.of();
        return new JavaUnit(
                name,
                name.equals("gateway") ? Unit.Tier.DOOR : Unit.Tier.SERVICE,
                needs,
                ServiceFlags.command(home, name, 128, arguments),
                environment(name),
                ports.of(name),
                "/q/health/ready",
                home.root(),
                home.log(name),
                SERVICE_GRACE);
    }

    private Map<String, String> environment(String name) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(name)));
        environment.put("QUINTET_INTERNAL_SECRET", secrets.internal());
        environment.put("REDIS_HOST", "127.0.0.1");
        environment.put("REDIS_PORT", String.valueOf(ports.of("redis")));
        environment.put("REDIS_PASSWORD", secrets.redis());
        if (name.equals("backendify") || name.equals("gateway")) {
            // As in their images: the C library would keep what was freed.
            environment.put("MALLOC_ARENA_MAX", "1");
            environment.put("MALLOC_TRIM_THRESHOLD_", "65536");
        }
        if (usesPostgres(name)) {
            environment.put("PG_DB_HOST", "127.0.0.1");
            environment.put("PG_DB_PORT", String.valueOf(ports.of("postgres")));
            environment.put("PG_DB_USER", PostgresEngine.USER);
            environment.put("PG_DB_PASSWORD", secrets.postgres());
            environment.put("PG_DB_DATABASE", name.equals("badge") ? "badges" : name);
            environment.put("PG_DB_CONNECTION_LIMIT", "10");
        }
        if (name.equals("workload") || name.equals("anomaly")) {
            environment.put("QUINTET_LOCAL_NODES_FILE", home.nodes().toString());
            environment.put("QUINTET_LOCAL_NODES_USER", MariaDbEngine.USER);
            environment.put("QUINTET_LOCAL_NODES_PASSWORD", secrets.nodes());
            environment.put("QUINTET_WORKLOAD_URL", "http://127.0.0.1:" + ports.of("workload"));
        }
        if (name.equals("gateway")) {
            environment.put("QUINTET_API_KEY", secrets.operatorKey());
            for (String service : SERVICES) {
                if (!service.equals("gateway")) {
                    environment.put(
                            "QUINTET_GATEWAY_SERVICES_" + service.toUpperCase(Locale.ROOT) + "_URL",
                            "http://127.0.0.1:" + ports.of(service));
                }
            }
        }
        return environment;
    }

    private static boolean usesPostgres(String service) {
        return service.equals("badge") || service.equals("workload") || service.equals("anomaly");
    }
}
