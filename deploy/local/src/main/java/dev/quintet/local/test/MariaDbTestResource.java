package dev.quintet.local.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.quintet.local.engine.LocalNodesFile;
import dev.quintet.local.engine.MariaDbEngine;
import dev.quintet.local.engine.RandomPassword;
import dev.quintet.local.proxy.NodeProxy;

/**
 * Runs MariaDB nodes for the tests: {@code @QuarkusTestResource(value = MariaDbTestResource.class, initArgs =
 * @ResourceArg(name = "nodes", value = "2"))}, by default one; with {@code proxies} true each behind a network proxy. A test's field of type {@link MariaDbNodes} gets them
 * all, one of type {@link MariaDbEngine} the first, to kill and restart them on the same port and data.
 */
public final class MariaDbTestResource implements QuarkusTestResourceLifecycleManager {

    private int count = 1;
    private boolean proxied;
    private final List<NodeProxy> proxies = new ArrayList<>();
    private TestFolder folder;
    private MariaDbNodes nodes;

    @Override
    public void init(Map<String, String> arguments) {
        count = Integer.parseInt(arguments.getOrDefault("nodes", "1"));
        proxied = Boolean.parseBoolean(arguments.get("proxies"));
    }

    @Override
    public Map<String, String> start() {
        folder = new TestFolder();
        String password = RandomPassword.next();
        List<MariaDbEngine> engines = IntStream.rangeClosed(1, count)
                .parallel()
                .mapToObj(i -> "node" + i)
                .map(name -> folder.add(MariaDbEngine.start(folder.path().resolve(name), 0, name, password)))
                .toList();
        Path file = folder.path().resolve("nodes.json");
        try {
            List<LocalNodesFile.Node> described = new ArrayList<>();
            for (MariaDbEngine engine : engines) {
                if (proxied) {
                    NodeProxy proxy = new NodeProxy(engine.name(), 0, 0, engine.port(), password);
                    proxies.add(proxy);
                    described.add(LocalNodesFile.Node.of(engine, proxy.port(), proxy.controlPort()));
                } else {
                    described.add(LocalNodesFile.Node.of(engine, 0, 0));
                }
            }
            LocalNodesFile.write(file, described);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        nodes = new MariaDbNodes(engines, file);
        return Map.of(
                "QUINTET_LOCAL_NODES_FILE",
                file.toString(),
                "QUINTET_LOCAL_NODES_USER",
                MariaDbEngine.USER,
                "QUINTET_LOCAL_NODES_PASSWORD",
                password);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(nodes, new TestInjector.MatchesType(MariaDbNodes.class));
        injector.injectIntoFields(nodes.node(1), new TestInjector.MatchesType(MariaDbEngine.class));
    }

    @Override
    public void stop() {
        proxies.forEach(NodeProxy::close);
        if (folder != null) {
            folder.close();
        }
    }
}
