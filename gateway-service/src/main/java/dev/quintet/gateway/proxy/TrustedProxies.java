package dev.quintet.gateway.proxy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The proxies in front of the gateway that may say where a request came from. */
final class TrustedProxies {
    private static final int MOST_HOPS = 16;

    private final List<Cidr> blocks;

    TrustedProxies(List<String> blocks) {
        this.blocks = blocks.stream().map(Cidr::parse).toList();
    }

    boolean contains(String address) {
        if (blocks.isEmpty()) {
            return false;
        }
        try {
            byte[] bytes = Cidr.address(address);
            return blocks.stream().anyMatch(block -> block.contains(bytes));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /**
     * Reads the hops from the nearest back, as long as each was told by a trusted proxy.
     *
     * @param forwardedFor the values of X-Forwarded-For as they came
     * @param peer the trusted proxy that is connected
     * @return the client first, then the proxies; never empty
     */
    List<String> believed(List<String> forwardedFor, String peer) {
        List<String> told = new ArrayList<>();
        for (String value : forwardedFor) {
            for (String hop : value.split(",", -1)) {
                told.add(hop.strip());
            }
        }
        List<String> nearestFirst = new ArrayList<>(List.of(peer));
        for (int i = told.size() - 1; i >= 0 && nearestFirst.size() < MOST_HOPS; i--) {
            if (!contains(nearestFirst.get(nearestFirst.size() - 1)) || !isAddress(told.get(i))) {
                break;
            }
            nearestFirst.add(told.get(i));
        }
        Collections.reverse(nearestFirst);
        return nearestFirst;
    }

    private static boolean isAddress(String hop) {
        try {
            return Cidr.address(hop).length > 0;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
