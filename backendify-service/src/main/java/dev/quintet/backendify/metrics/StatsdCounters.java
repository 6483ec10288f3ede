package dev.quintet.backendify.metrics;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The five counters of the original rules. They are added up here and sent as sums, so that a request costs no packet and a
 * lost packet is the only loss there can be.
 *
 * @see <a href="https://github.com/statsd/statsd/blob/master/docs/metric_types.md">StatsD's counters</a>
 */
public final class StatsdCounters {
    private final LongAdder requests = new LongAdder();
    private final LongAdder companies = new LongAdder();
    private final LongAdder notFound = new LongAdder();
    private final LongAdder upstreamFailures = new LongAdder();
    private final LongAdder cacheHits = new LongAdder();

    /** Counts one request. */
    public void count(Outcome outcome, boolean fromCache) {
        requests.increment();
        if (outcome.isCompany()) {
            companies.increment();
        } else if (outcome == Outcome.NOT_FOUND) {
            notFound.increment();
        } else if (outcome.isUpstreamFailure()) {
            upstreamFailures.increment();
        }
        if (fromCache) {
            cacheHits.increment();
        }
    }

    /** What was counted since the last time, as one packet; empty if nothing was. */
    public Optional<String> drain() {
        StringBuilder packet = new StringBuilder(100);
        LongAdder[] counters = {requests, companies, notFound, upstreamFailures, cacheHits};
        for (int i = 0; i < counters.length; i++) {
            long count = counters[i].sumThenReset();
            if (count > 0) {
                packet.append("metric.").append(i + 1).append(':').append(count).append("|c\n");
            }
        }
        if (packet.length() == 0) {
            return Optional.empty();
        }
        packet.setLength(packet.length() - 1);
        return Optional.of(packet.toString());
    }
}
