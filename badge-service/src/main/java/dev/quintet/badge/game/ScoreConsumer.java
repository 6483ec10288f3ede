package dev.quintet.badge.game;

import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logging.Logger;

import dev.quintet.badge.database.DatabaseUnavailableException;
import dev.quintet.badge.database.SchemaReady;
import dev.quintet.badge.outbox.OutboxEvent;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.common.stream.RedisStreams;
import dev.quintet.common.stream.StreamConsumer;
import dev.quintet.common.stream.StreamMessage;
import dev.quintet.common.stream.StreamSubscription;

/** Brings the stream's entries to the processor. */
@Singleton
public class ScoreConsumer {
    private static final Logger LOG = Logger.getLogger(ScoreConsumer.class);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final RedisStreams streams;
    private final ScoreProcessor processor;
    private final ObjectMapper json;
    private final ProcessorConfig config;
    private StreamConsumer consumer;

    ScoreConsumer(RedisStreams streams, ScoreProcessor processor, ObjectMapper json, ProcessorConfig config) {
        this.streams = streams;
        this.processor = processor;
        this.json = json;
        this.config = config;
    }

    synchronized void start(@Observes SchemaReady ready) {
        if (config.enabled()) {
            consumer = streams.consume(
                    StreamSubscription.builder(BadgeStreams.SCORES, BadgeStreams.SCORE_PROCESSORS)
                            .consumer(config.consumer())
                            .concurrency(config.concurrency())
                            .lease(LEASE)
                            .build(),
                    this::handle);
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (consumer != null) {
            consumer.close();
        }
    }

    private void handle(StreamMessage message) throws Exception {
        try {
            processor.process(
                    Long.parseLong(message.fields().get(OutboxEvent.ID)),
                    message.fields().get(OutboxEvent.KIND),
                    json.readTree(message.fields().get(OutboxEvent.PAYLOAD)));
        } catch (DatabaseUnavailableException away) {
            // The work lies in the outbox, which sends it again once the database is back: nothing to keep here.
            LOG.debugf("entry %s waits in the outbox: %s", message.id(), away.getMessage());
        }
    }
}
