package dev.quintet.gateway.route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Keeps the instances of services that are known by a DNS name. A name that cannot be resolved keeps the instances it
 * had; an address that comes again is the same instance, with all that is known of it.
 */
@Singleton
class Discovery {
    private static final Logger LOG = Logger.getLogger(Discovery.class);
    private static final int SHORTEST_TTL_SECONDS = 0;
    private static final int MOST_ADDRESSES = 256;

    private final Vertx vertx;
    private final Routing routing;
    private final DiscoveryConfig config;
    private final EventLoopGroup loops;
    private DnsNameResolver resolver;

    Discovery(Vertx vertx, Routing routing, DiscoveryConfig config, @MainEventLoopGroup EventLoopGroup loops) {
        this.vertx = vertx;
        this.routing = routing;
        this.config = config;
        this.loops = loops;
    }

    void begin(@Observes StartupEvent start) {
        if (routing.named().isEmpty()) {
            return;
        }
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loops.next())
                .datagramChannelType(
                        vertx.isNativeTransportEnabled() ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .ttl(
                        SHORTEST_TTL_SECONDS,
                        Math.toIntExact(Math.max(1, config.every().toSeconds())))
                .negativeTtl(0)
                .queryTimeoutMillis(config.every().toMillis());
        config.server()
                .ifPresent(server ->
                        builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(address(server))));
        resolver = builder.build();
        vertx.setPeriodic(1, config.every().toMillis(), tick -> routing.named().forEach(this::look));
    }

    private static InetSocketAddress address(String server) {
        int colon = server.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    colon < 0 ? server : server.substring(0, colon),
                    colon < 0 ? 53 : Integer.parseInt(server.substring(colon + 1)));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    "quintet.gateway.discovery.server: '" + server + "' must be address:port", wrong);
        }
    }

    private void look(Service service, Routing.Named named) {
        for (DnsName name : named.names()) {
            resolver.resolveAll(name.name()).addListener(found -> {
                if (found.isSuccess()) {
                    @SuppressWarnings("unchecked")
                    List<InetAddress> addresses = (List<InetAddress>) found.getNow();
                    update(service, named, name, addresses);
                } else {
                    LOG.warnf(
                            "%s cannot be resolved, its instances stay: %s",
                            name.name(), found.cause().getMessage());
                }
            });
        }
    }

    /** Always on the resolver's event loop. */
    private static void update(Service service, Routing.Named named, DnsName name, List<InetAddress> addresses) {
        named.found()
                .put(
                        name,
                        addresses.stream()
                                .limit(MOST_ADDRESSES)
                                .map(address -> address.getHostAddress())
                                .toList());
        Map<String, Instance> known = new LinkedHashMap<>();
        service.instances().forEach(instance -> known.put(instance.toString(), instance));
        List<Instance> now = new ArrayList<>(named.fixed());
        named.found()
                .forEach((from, hosts) -> hosts.forEach(host ->
                        now.add(known.getOrDefault(host + ":" + from.port(), new Instance(host, from.port())))));
        if (!now.equals(service.instances())) {
            LOG.infof("Instances of %s: %s", service.name(), now);
            service.instances(now);
        }
    }

    @PreDestroy
    void end() {
        if (resolver != null) {
            resolver.close();
        }
    }
}
