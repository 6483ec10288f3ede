package dev.quintet.gateway.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of IP addresses, or one address. */
final class Cidr {
    private final byte[] network;
    private final int bits;

    private Cidr(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException unless it is {@code address} or {@code address/bits} with a literal address */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = address(slash < 0 ? text : text.substring(0, slash));
        int most = network.length * 8;
        try {
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("'" + text + "' must have 0 to " + most + " bits");
            }
            return new Cidr(network, bits);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("'" + text + "' must be an address or address/bits", notANumber);
        }
    }

    /** Never asks a name server: anything but a literal is refused. */
    static byte[] address(String literal) {
        boolean looksLiteral = literal.indexOf(':') >= 0 || literal.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        if (!looksLiteral || !literal.matches("[0-9A-Fa-f:.]{2,45}")) {
            throw new IllegalArgumentException("'" + literal + "' is not an IP address");
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("'" + literal + "' is not an IP address", malformed);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ network[whole]) & 0xFF) >> (8 - rest) == 0;
    }
}
