package dev.quintet.anomaly.metric;

/** What a metric tells about. Metrics of one group tend to move together; causes are known by the groups they move. */
public enum MetricGroup {
    AVAILABILITY,
    CPU,
    CPU_WAIT,
    MEMORY,
    DISK_READ,
    DISK_WRITE,
    FSYNC,
    NETWORK,
    NETWORK_DELAY,
    NETWORK_JITTER,
    NETWORK_CUT,
    THROUGHPUT,
    RESPONSE_TIME,
    SCAN,
    ROW_WRITE,
    INDEX,
    INDEX_COUNT,
    CACHE_MISS,
    LOCK,
    CONCURRENCY,
    CONNECTION,
    TEMPORARY
}
