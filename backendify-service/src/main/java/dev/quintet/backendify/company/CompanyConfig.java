package dev.quintet.backendify.company;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How clients are answered. */
@ConfigMapping(prefix = "quintet.backendify.company")
public interface CompanyConfig {
    /** A client is answered by then, with 504 if need be: they count more than a second as an error. */
    @WithDefault("950ms")
    Duration deadline();

    /** What a 504 says in Retry-After, at least; a backend's own wish counts if it is longer. */
    @WithDefault("1s")
    Duration retryAfter();

    /** Requests that may wait for backends at once, all together; more are refused at once. */
    @WithDefault("5000")
    int maxWaiting();

    /**
     * Requests that the service sends to itself before it opens its port, so that the first clients do not wait until its
     * code is loaded and compiled; 0 for none.
     */
    @WithDefault("0")
    int rehearsal();

    /** Clients' connections at once; more wait in the kernel's queue until one is closed. */
    @WithDefault("5000")
    @Min(1)
    int maxConnections();

    /** Companies of one batch that are asked for at once. */
    @WithDefault("8")
    int batchConcurrency();
}
