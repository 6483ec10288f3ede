package dev.quintet.local.load;

import java.time.Duration;

import dev.quintet.local.supervise.StartFailure;

/**
 * What load to make.
 *
 * @param requests of {@code mixed}, 1 to 1,000,000
 * @param concurrency calls under way at once, 1 to 256
 * @param spikeRequests of the burst, 1 to 1,000,000
 * @param spikeConcurrency of the burst, 1 to 256
 * @param limit for one answer, 100 ms to 60 s
 */
record LoadOptions(
        LoadMode mode, int requests, int concurrency, int spikeRequests, int spikeConcurrency, Duration limit) {

    static final int MOST_REQUESTS = 1_000_000;

    /** Each takes a thread and a connection here, and the suite is on the same machine. */
    static final int MOST_CONCURRENCY = 256;

    /** @throws StartFailure naming the option that is wrong and what is allowed */
    LoadOptions checked() throws StartFailure {
        between("--requests", requests, MOST_REQUESTS);
        between("--concurrency", concurrency, MOST_CONCURRENCY);
        between("--spike-requests", spikeRequests, MOST_REQUESTS);
        between("--spike-concurrency", spikeConcurrency, MOST_CONCURRENCY);
        if (limit.toMillis() < 100 || limit.toSeconds() > 60) {
            throw new StartFailure("--timeout-ms must be 100 to 60000, not " + limit.toMillis());
        }
        return this;
    }

    private static void between(String option, int value, int most) throws StartFailure {
        if (value < 1 || value > most) {
            throw new StartFailure(option + " must be 1 to " + most + ", not " + value);
        }
    }
}
