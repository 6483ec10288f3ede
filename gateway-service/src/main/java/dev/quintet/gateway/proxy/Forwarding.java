package dev.quintet.gateway.proxy;

import java.util.List;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/**
 * Where a request came from. A client's own word counts only if it is a trusted proxy.
 *
 * @param client the address of the client, as far as trusted proxies tell
 * @param chain the value of {@code X-Forwarded-For}: the client, then the trusted proxies it came through
 * @param proto {@code http} or {@code https}, as the client spoke
 * @param host as the client named it; empty for HTTP/1.0 without one
 */
public record Forwarding(String client, String chain, String proto, String host) {
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";

    static Forwarding of(HttpServerRequest request, TrustedProxies trusted) {
        String peer = request.remoteAddress().hostAddress();
        MultiMap headers = request.headers();
        String asked = RequestChecks.hostOf(request);
        String scheme = request.isSSL() ? "https" : "http";
        if (!trusted.contains(peer)) {
            return new Forwarding(peer, peer, scheme, asked);
        }
        List<String> hops = trusted.believed(headers.getAll(FOR), peer);
        String proto = headers.get(PROTO);
        boolean knownProto = "http".equals(proto) || "https".equals(proto);
        String outerHost = headers.get(HOST);
        boolean sane = outerHost != null && RequestChecks.isHost(outerHost);
        return new Forwarding(
                hops.get(0), String.join(", ", hops), knownProto ? proto : scheme, sane ? outerHost : asked);
    }

    void write(MultiMap headers) {
        headers.set(FOR, chain);
        headers.set(PROTO, proto);
        String node = client.indexOf(':') < 0 ? client : "\"[" + client + "]\"";
        if (host.isEmpty()) {
            headers.set("Forwarded", "for=" + node + ";proto=" + proto);
        } else {
            headers.set(HOST, host);
            headers.set("Forwarded", "for=" + node + ";host=\"" + host + "\";proto=" + proto);
        }
    }
}
