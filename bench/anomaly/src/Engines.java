import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.quintet.local.engine.LocalNodesFile;
import dev.quintet.local.engine.MariaDbEngine;
import dev.quintet.local.engine.PostgresEngine;
import dev.quintet.local.engine.RedisEngine;
import dev.quintet.local.proxy.NodeProxy;

/** Runs Redis, PostgreSQL and three MariaDB nodes with their proxies until its input ends; says where they are. */
final class Engines {
    private Engines() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        String password = args[1];
        RedisEngine redis = RedisEngine.start(folder.resolve("redis"), 0);
        PostgresEngine postgres = PostgresEngine.start(folder.resolve("postgres"), 0, "anomaly", "workload");
        List<MariaDbEngine> nodes = new ArrayList<>();
        List<LocalNodesFile.Node> described = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            MariaDbEngine node = MariaDbEngine.start(folder.resolve("node" + i), 0, "node" + i, password);
            NodeProxy proxy = new NodeProxy(node.name(), 0, 0, node.port(), password);
            nodes.add(node);
            described.add(LocalNodesFile.Node.of(node, proxy.port(), proxy.controlPort()));
        }
        LocalNodesFile.write(folder.resolve("nodes.json"), described);
        System.out.println("ready " + redis.port() + " " + redis.password() + " " + postgres.port() + " "
                + postgres.user() + " " + postgres.password() + " " + MariaDbEngine.USER);
        while (System.in.read() >= 0) {
            // Nothing is said on it; its end is the sign.
        }
        nodes.forEach(MariaDbEngine::stop);
        postgres.stop();
        redis.stop();
    }
}
