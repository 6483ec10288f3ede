package dev.quintet.local.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;

/**
 * The program that runs the proxies of all local nodes, until it is ended. Arguments: the port of {@code GET /status},
 * then for each node {@code name:port:control-port:target-port}. The token is in {@code QUINTET_LOCAL_NODES_PASSWORD}.
 */
public final class NodeProxies {
    private NodeProxies() {}

    @SuppressWarnings("resource") // Serves until the process ends.
    public static void main(String[] args) throws IOException {
        String token = System.getenv("QUINTET_LOCAL_NODES_PASSWORD");
        if (token == null || token.isBlank()) {
            System.err.println("QUINTET_LOCAL_NODES_PASSWORD is not set");
            System.exit(2);
            return;
        }
        for (int i = 1; i < args.length; i++) {
            String[] node = args[i].split(":", -1);
            NodeProxy proxy = new NodeProxy(
                    node[0], Integer.parseInt(node[1]), Integer.parseInt(node[2]), Integer.parseInt(node[3]), token);
            System.out.println(node[0] + " at port " + proxy.port());
        }
        HttpServer status = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 16);
        status.createContext("/status", exchange -> {
            byte[] body = "ok\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        status.start();
    }
}
