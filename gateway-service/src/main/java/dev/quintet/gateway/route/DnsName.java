package dev.quintet.gateway.route;

import java.net.URI;

/**
 * A name whose addresses are the instances of a service, such as that of a headless Kubernetes service.
 *
 * @param port of each instance; an address record tells none
 */
record DnsName(String name, int port) {
    static final String SCHEME = "dns://";

    /** @throws IllegalArgumentException unless it is {@code dns://name:port} */
    static DnsName parse(String url) {
        URI uri = URI.create(url);
        boolean bare = uri.getPath() == null || uri.getPath().isEmpty();
        if (uri.getHost() == null
                || uri.getPort() < 1
                || !bare
                || uri.getQuery() != null
                || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("not dns://name:port");
        }
        return new DnsName(uri.getHost(), uri.getPort());
    }
}
