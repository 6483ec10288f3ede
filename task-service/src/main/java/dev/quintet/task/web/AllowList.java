package dev.quintet.task.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where tasks may call. A host must be listed by its name; an address it stands for must be a public one, or lie in a
 * listed network.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">special addresses of IPv4</a>, and <a
 *     href="https://www.iana.org/assignments/iana-ipv6-special-registry">of IPv6</a>
 */
final class AllowList {
    /** Everything that is not somebody else's machine in the open internet. */
    private static final List<Network> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Of IPv6 all but the global unicast range, and in that what wraps an IPv4 address or is for tests.
                    "::/3",
                    "4000::/2",
                    "8000::/1",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Network::of)
            .toList();

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> hosts = new HashSet<>();
    private final List<String> suffixes = new ArrayList<>();
    private final List<Network> networks = new ArrayList<>();

    /** Fails with {@link IllegalArgumentException} that names the entry. */
    AllowList(List<String> entries) {
        for (String entry : entries) {
            add(entry.strip().toLowerCase(Locale.ROOT));
        }
    }

    private void add(String entry) {
        if (entry.contains("/") || entry.matches("[0-9.]+") || entry.indexOf(':') != entry.lastIndexOf(':')) {
            networks.add(Network.of(entry));
        } else if (entry.matches("\\*\\.[a-z0-9.-]+(:\\d{1,5})?")) {
            suffixes.add(entry.substring(1));
        } else if (entry.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\\d{1,5})?")) {
            hosts.add(entry);
        } else {
            throw new IllegalArgumentException(entry + " is neither a host, nor *.domain, nor a network");
        }
    }

    /** Whether a host may be called by this name at this port; for an address as name, a listed network is enough. */
    boolean names(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.matches("[0-9.]+|.*:.*")) {
            return networks.stream().anyMatch(network -> network.holds(literal(name)));
        }
        String full = port == HTTP || port == HTTPS ? name : name + ":" + port;
        return hosts.contains(full) || suffixes.stream().anyMatch(full::endsWith);
    }

    private static InetAddress literal(String name) {
        return Network.of(name).address();
    }

    /** Whether an address may be connected to, whatever name led to it. */
    boolean permits(InetAddress address) {
        return networks.stream().anyMatch(network -> network.holds(address))
                || SPECIAL.stream().noneMatch(network -> network.holds(address));
    }
}
