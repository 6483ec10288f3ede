package dev.quintet.backendify.backend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How backends are called. */
@ConfigMapping(prefix = "quintet.backendify.backend")
public interface BackendConfig {
    /** Time limit of a call, from the wish for a connection to the last byte. It outlives the client's deadline. */
    @WithDefault("5s")
    Duration timeout();

    /** Time limit for a connection to be made. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** A longer body is refused unread. */
    @WithDefault("64K")
    MemorySize maxBody();

    /** A file of country=url pairs that is watched: what it says replaces backends without a restart. */
    Optional<Path> file();

    /** How often the file is looked at. */
    @WithDefault("2s")
    Duration fileInterval();

    Limit limit();

    Queue queue();

    Extra extra();

    Circuit circuit();

    /** Calls at once. */
    interface Limit {
        /** Fewest calls at once, however bad it looks. */
        @WithDefault("1")
        int min();

        /** Most calls at once, however good it looks: 400 was found to be abuse. */
        @WithDefault("200")
        int max();

        /** Calls at once before anything is learned: 20 was found to be too few to stay at. */
        @WithDefault("20")
        int initial();

        /** Time to stay below the last congestion before trying beyond it. */
        @WithDefault("10s")
        Duration hold();

        /** Most that is believed of a Retry-After. */
        @WithDefault("60s")
        Duration longestPause();
    }

    /** Calls that wait for their turn. */
    interface Queue {
        /** How many may wait for one backend; more are refused at once. */
        @WithDefault("16")
        int length();

        /** How long one may wait: short, so that its answer can still come in time. */
        @WithDefault("250ms")
        Duration maxWait();
    }

    /** Calls beside the plain ones. */
    interface Extra {
        /** Hedges for each plain call. */
        @WithDefault("0.05")
        double hedgeShare();

        /** Retries for each plain call. */
        @WithDefault("0.2")
        double retryShare();

        /** Hedges and retries together for each plain call. */
        @WithDefault("0.09")
        double share();

        /** Shortest time before a retry; it is up to three times that, at random. */
        @WithDefault("20ms")
        Duration retryDelay();
    }

    /** The circuit breaker. */
    interface Circuit {
        /** Share of calls failed in ten seconds that opens it. */
        @WithDefault("0.5")
        double failureShare();

        /** Fewest calls in ten seconds that can open it. */
        @WithDefault("20")
        int failureCalls();

        /** How long it stays open at first. */
        @WithDefault("1s")
        Duration shortestOpen();

        /** How long it stays open at most. */
        @WithDefault("30s")
        Duration longestOpen();
    }
}
