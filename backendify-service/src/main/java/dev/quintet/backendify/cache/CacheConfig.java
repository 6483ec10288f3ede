package dev.quintet.backendify.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is remembered, where and how long. */
@ConfigMapping(prefix = "quintet.backendify.cache")
public interface CacheConfig {
    /** How long a company may be answered from memory; the rules allow 24 hours. */
    @WithDefault("24h")
    Duration ttl();

    /** How long it is remembered that a company does not exist. */
    @WithDefault("60s")
    Duration notFoundTtl();

    /** Bytes of heap for the first level, keys and overhead counted. */
    @WithDefault("16M")
    MemorySize heap();

    /** Where companies go that the heap has no room for. */
    @WithDefault("file")
    Second secondLevel();

    File file();

    Redis redis();

    /** Second levels. */
    enum Second {
        /** Redis at REDIS_HOST, shared by replicas: one with a maxmemory and an eviction policy of its own. */
        REDIS,
        /** Files of this process. */
        FILE,
        /** What the heap has no room for is forgotten. */
        NONE
    }

    /** The bounded store of files. */
    interface File {
        /** Where; removed and made anew by the service. By default a folder of the port's own under the temporary one. */
        Optional<Path> directory();

        /** Bytes on disk, all files together. */
        @WithDefault("512M")
        MemorySize size();
    }

    /** The store that replicas share. */
    interface Redis {
        /** Longer waits count as a miss. */
        @WithDefault("100ms")
        Duration timeout();

        /** How long Redis is left alone after a failure. */
        @WithDefault("2s")
        Duration pause();
    }
}
