package dev.quintet.task.web;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses: those whose first bits are these. */
record Network(InetAddress address, int bits) {
    /** Reads {@code 10.0.0.0/8}, {@code ::1} and the like; fails with {@link IllegalArgumentException}. */
    static Network of(String text) {
        String[] parts = text.split("/", -1);
        // Only literals: a name here would be looked up.
        if (parts.length > 2 || !parts[0].matches("[0-9a-fA-F:.]+") || !parts[0].matches(".*[.:].*")) {
            throw new IllegalArgumentException(text + " is no network");
        }
        try {
            InetAddress address = InetAddress.getByName(parts[0]);
            int longest = address.getAddress().length * Byte.SIZE;
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : longest;
            if (bits < 0 || bits > longest) {
                throw new IllegalArgumentException(text + " is no network");
            }
            return new Network(address, bits);
        } catch (UnknownHostException | NumberFormatException wrong) {
            throw new IllegalArgumentException(text + " is no network", wrong);
        }
    }

    boolean holds(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
