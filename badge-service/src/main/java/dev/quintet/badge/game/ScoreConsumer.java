package dev.quintet.badge.game;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
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
            consumer = streams.consumeBatches(
                    StreamSubscription.builder(BadgeStreams.SCORES, BadgeStreams.SCORE_PROCESSORS)
                            .consumer(config.consumer())
                            .concurrency(config.concurrency())
                            .batch(config.batch())
                            .lease(LEASE)
                            .build(),
                    this::handle);
        }
    }

    synchronized void stop(@Observes ShutdownEvent stopping) {
        if (consumer != null) {
            consumer.close();
        }
    }

    private void handle(List<StreamMessage> messages) throws Exception {
        List<ScoreEvent> events = new ArrayList<>();
        for (StreamMessage message : messages) {
            Map<String, String> fields = message.fields();
            events.add(new ScoreEvent(
                    Long.parseLong(fields.get(OutboxEvent.ID)),
                    fields.get(OutboxEvent.KIND),
                    json.readTree(fields.get(OutboxEvent.PAYLOAD)),
                    fields.containsKey(ScoreEvent.RANKED)));
        }
        try {
            processor.process(events);
        } catch (DatabaseUnavailableException away) {
            // The work lies in the outbox, which sends it again once the database is back: nothing to keep here.
            LOG.debugf("%d entries wait in the outbox: %s", messages.size(), away.getMessage());
        }
    }
}
