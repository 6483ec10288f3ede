package dev.quintet.badge.discord;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Command;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.quintet.badge.game.ProcessorConfig;
import dev.quintet.common.api.badge.BadgeStreams;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.stream.RedisStreams;
import dev.quintet.common.stream.StreamConsumer;
import dev.quintet.common.stream.StreamMessage;
import dev.quintet.common.stream.StreamSubscription;

/** Reads the stream of messages: wakes the notifier, and where wanted feeds the original's Redis channels. */
@Singleton
class MessageConsumer {
    private final RedisStreams streams;
    private final RedisConnector redis;
    private final Notifier notifier;
    private final ProcessorConfig processor;
    private final boolean legacy;
    private StreamConsumer consumer;

    MessageConsumer(
            RedisStreams streams,
            RedisConnector redis,
            Notifier notifier,
            ProcessorConfig processor,
            @ConfigProperty(name = "quintet.badges.legacy-pubsub", defaultValue = "false") boolean legacy) {
        this.streams = streams;
        this.redis = redis;
        this.notifier = notifier;
        this.processor = processor;
        this.legacy = legacy;
    }

    synchronized void start(@Observes StartupEvent started) {
        if (processor.enabled()) {
            consumer = streams.consume(
                    StreamSubscription.builder(BadgeStreams.MESSAGES, BadgeStreams.NOTIFIERS)
                            .consumer(processor.consumer())
                            .build(),
                    this::handle);
        }
    }

    synchronized void stop(@Observes ShutdownEvent stopping) {
        if (consumer != null) {
            consumer.close();
        }
    }

    private void handle(StreamMessage message) {
        notifier.wake();
        if (legacy) {
            redis.call(
                    Command.PUBLISH,
                    message.fields().get(Announcements.CHANNEL),
                    message.fields().get(Announcements.LEGACY));
        }
    }
}
