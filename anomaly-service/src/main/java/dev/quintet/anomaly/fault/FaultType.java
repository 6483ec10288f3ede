package dev.quintet.anomaly.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every fault of the contract. Which of them can be injected depends on the {@link FaultInjector}. */
public enum FaultType {
    CPU_STRESS,
    MEMORY_STRESS,
    DISK_STRESS,
    NETWORK_DELAY,
    NETWORK_LOSS,
    NETWORK_PARTITION,
    CACHE_BOTTLENECK,
    TOO_MANY_INDEXES,
    LOCK_CONTENTION,
    SLOW_QUERY,
    WORKLOAD_SPIKE,
    POD_KILL;

    /** The name in requests and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FaultType> byWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(name))
                .findFirst();
    }
}
