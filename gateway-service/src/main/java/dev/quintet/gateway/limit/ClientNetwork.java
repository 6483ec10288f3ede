package dev.quintet.gateway.limit;

/** What counts as one sender when addresses are counted. */
public final class ClientNetwork {
    private static final int IPV6_GROUPS = 8;

    private ClientNetwork() {}

    /** One IPv6 customer has a /64 to choose addresses from; an IPv4 address stands for itself. */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] groups = address.split(":", -1);
        // Java writes all eight groups; anything else stands for itself.
        return groups.length == IPV6_GROUPS
                ? String.join(":", groups[0], groups[1], groups[2], groups[3]) + "::/64"
                : address;
    }
}
