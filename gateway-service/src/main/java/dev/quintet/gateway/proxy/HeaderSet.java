package dev.quintet.gateway.proxy;

import java.util.Arrays;

import io.netty.util.AsciiString;

/** An immutable set of header names, looked up without regard to case and without allocating. */
final class HeaderSet {
    private final String[][] buckets = new String[64][];

    HeaderSet(String... names) {
        for (String name : names) {
            int bucket = bucket(name);
            String[] before = buckets[bucket] == null ? new String[0] : buckets[bucket];
            String[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = name;
            buckets[bucket] = after;
        }
    }

    private int bucket(CharSequence name) {
        int hash = AsciiString.hashCode(name);
        return (hash ^ (hash >>> 16)) & (buckets.length - 1);
    }

    boolean contains(String name) {
        String[] bucket = buckets[bucket(name)];
        if (bucket == null) {
            return false;
        }
        for (String known : bucket) {
            if (known.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
