package dev.quintet.common.stream;

import java.time.Duration;

/**
 * How a stream is consumed.
 *
 * @param stream the stream's key
 * @param group the consumer group; each entry goes to one consumer of the group
 * @param consumer this consumer's name: the same after a restart, and no other's
 * @param concurrency handlings at a time, at least 1
 * @param batch the most entries of one handling, 1 to {@link #MOST_BATCH}; entries that come again come alone
 * @param lease how long an entry stays with a consumer that gives no sign of life
 * @param handlerTimeout how long one handling may take before it is interrupted and counts as failed
 * @param retryDelay pause before the second delivery after a failure; doubles with each, up to the lease
 * @param maxDeliveries deliveries before an entry goes to the dead letters
 */
public record StreamSubscription(
        String stream,
        String group,
        String consumer,
        int concurrency,
        int batch,
        Duration lease,
        Duration handlerTimeout,
        Duration retryDelay,
        int maxDeliveries) {

    /** The largest {@link #batch}: the scripts that settle one take each id as an argument. */
    public static final int MOST_BATCH = 1_000;

    public StreamSubscription {
        if (batch < 1 || batch > MOST_BATCH) {
            throw new IllegalArgumentException("batch from 1 to " + MOST_BATCH);
        }
        if (concurrency < 1 || maxDeliveries < 1 || lease.toMillis() < 100 || handlerTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("concurrency and maxDeliveries from 1, lease from 100 ms");
        }
    }

    /** The stream that takes the entries of {@code stream} that used up their deliveries. */
    public static String deadLetters(String stream) {
        return stream + ":dead";
    }

    public static Builder builder(String stream, String group) {
        return new Builder(stream, group);
    }

    /** Pause before the delivery after the {@code delivery}th, which failed. */
    Duration delayAfter(int delivery) {
        long doubled = retryDelay.toMillis() << Math.min(delivery - 1, 20);
        return Duration.ofMillis(Math.min(doubled, lease.toMillis()));
    }

    /** Defaults: one at a time, each by itself, lease 30 s, handler timeout 60 s, first retry after 1 s, 5 deliveries. */
    public static final class Builder {
        private final String stream;
        private final String group;
        private String consumer = "consumer";
        private int concurrency = 1;
        private int batch = 1;
        private Duration lease = Duration.ofSeconds(30);
        private Duration handlerTimeout = Duration.ofSeconds(60);
        private Duration retryDelay = Duration.ofSeconds(1);
        private int maxDeliveries = 5;

        private Builder(String stream, String group) {
            this.stream = stream;
            this.group = group;
        }

        public Builder consumer(String name) {
            this.consumer = name;
            return this;
        }

        public Builder concurrency(int handlings) {
            this.concurrency = handlings;
            return this;
        }

        public Builder batch(int entries) {
            this.batch = entries;
            return this;
        }

        public Builder lease(Duration duration) {
            this.lease = duration;
            return this;
        }

        public Builder handlerTimeout(Duration duration) {
            this.handlerTimeout = duration;
            return this;
        }

        public Builder retryDelay(Duration duration) {
            this.retryDelay = duration;
            return this;
        }

        public Builder maxDeliveries(int deliveries) {
            this.maxDeliveries = deliveries;
            return this;
        }

        public StreamSubscription build() {
            return new StreamSubscription(
                    stream, group, consumer, concurrency, batch, lease, handlerTimeout, retryDelay, maxDeliveries);
        }
    }
}
