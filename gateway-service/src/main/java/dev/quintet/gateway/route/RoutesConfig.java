package dev.quintet.gateway.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** The route table: {@code quintet.gateway.routes.<name>.*}. */
@ConfigMapping(prefix = "quintet.gateway.routes")
public interface RoutesConfig {
    /** The routes by name. */
    @WithParentName
    Map<String, Entry> routes();

    /** One route. */
    interface Entry {
        /** The service that owns the paths, or {@code gateway}. */
        String service();

        /** Exact paths, and prefixes with the suffix {@code /**}. */
        List<String> paths();

        /** Who may GET, HEAD and OPTIONS: {@code public}, or roles any of which is enough. */
        @WithDefault("viewer")
        List<String> read();

        /** Who may use other methods: {@code public}, or roles any of which is enough. */
        @WithDefault("operator")
        List<String> write();

        /** Largest request body; larger ones are answered 413. */
        @WithDefault("1M")
        MemorySize maxBody();

        /** From the end of the request to the answer's first byte; beyond it the answer is 504. */
        @WithDefault("30s")
        Duration firstByte();

        /** How long nothing may move in a body. */
        @WithDefault("60s")
        Duration idle();

        /** Requests of one caller (key, else address), {@code 100/s}, {@code 100/m}, {@code 100/h}, or {@code off}. */
        @WithDefault("2000/s")
        String rate();

        /** Requests at once beyond the rate; twice the rate's number if not set. */
        OptionalInt burst();

        /** Requests of one badge, as {@link #rate}; its address counts as well. */
        @WithDefault("off")
        String badgeRate();
    }
}
