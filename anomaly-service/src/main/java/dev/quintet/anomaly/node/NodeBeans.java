package dev.quintet.anomaly.node;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the plain objects of this package available for injection. */
final class NodeBeans {
    @Produces
    @Singleton
    Nodes nodes(NodeConfig config) {
        List<Node> all = new ArrayList<>(config.file()
                .map(String::strip)
                .filter(file -> !file.isEmpty())
                .map(file -> NodesFile.read(Path.of(file)))
                .orElse(List.of()));
        config.names().orElse(List.of()).forEach(name -> all.add(new RemoteNode(name)));
        return new Nodes(all);
    }

    @Produces
    @Singleton
    NodeProcesses nodeProcesses() {
        return new NodeProcesses();
    }

    @Produces
    @Singleton
    NodeConnections nodeConnections(NodeConfig config) {
        return new NodeConnections(
                config.user().orElse("root"), config.password().orElse(""));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
