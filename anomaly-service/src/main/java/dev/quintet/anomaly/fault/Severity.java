package dev.quintet.anomaly.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How hard a fault hits. Ordered. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH;

    /** The name in requests and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> byWireName(String name) {
        return Arrays.stream(values())
                .filter(severity -> severity.wireName().equals(name))
                .findFirst();
    }
}
