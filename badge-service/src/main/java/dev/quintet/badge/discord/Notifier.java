package dev.quintet.badge.discord;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import org.jboss.logging.Logger;

import dev.quintet.badge.background.Repeating;
import dev.quintet.badge.database.SchemaReady;

/**
 * Posts waiting messages, oldest first, one at a time. It pauses as Discord asks, waits longer and longer while Discord
 * cannot be reached, and stops when Discord says that the webhook is gone: messages then wait for another, or for staff.
 */
@Singleton
class Notifier {
    private static final Logger LOG = Logger.getLogger(Notifier.class);

    private final MessageStore store;
    private final PostGate gate;
    private final DiscordConfig config;
    private final Optional<Webhook> webhook;
    private final MeterRegistry metrics;
    private final Repeating posting = new Repeating("discord", this::drain);
    private Duration pauseAfterFailure = Duration.ZERO;

    Notifier(MessageStore store, PostGate gate, DiscordConfig config, ObjectMapper json, MeterRegistry metrics) {
        this.store = store;
        this.gate = gate;
        this.config = config;
        this.metrics = metrics;
        this.webhook = config.webhookUrl().map(address -> new Webhook(address, config.timeout(), json));
    }

    void start(@Observes SchemaReady ready) {
        if (webhook.isPresent()) {
            posting.start(config.poll());
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        posting.close();
    }

    /** There may be a message. */
    void wake() {
        if (webhook.isPresent()) {
            posting.nudge();
        }
    }

    /** The webhook is right again, says a person. */
    void resume() {
        gate.resume();
        wake();
    }

    private void drain() {
        try {
            while (next()) {
                // Until none is left, or a pause.
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Posts one message; false if there is none, or none may be posted now. */
    private boolean next() throws InterruptedException {
        Duration lease = config.timeout().multipliedBy(3);
        if (!gate.enter(lease)) {
            return false;
        }
        Duration pause = Duration.ZERO;
        try {
            Optional<Message> message = store.claim(lease);
            if (message.isEmpty()) {
                return false;
            }
            pause = settle(message.get(), post(message.get()));
            return pause.isZero();
        } finally {
            gate.leave(pause);
        }
    }

    /** Before a message is sent a second time, Discord must be seen to answer: there is no third. */
    private PostResult post(Message message) throws InterruptedException {
        Webhook address = webhook.orElseThrow();
        if (message.sends() == MessageStore.MOST_SENDS && !address.isThere()) {
            return new PostResult.Failed("Discord does not answer");
        }
        return address.post(message.content());
    }

    /** What the result means for the message; returns how long to wait before the next. */
    private Duration settle(Message message, PostResult result) {
        count(result);
        if (result instanceof PostResult.Posted posted) {
            store.posted(message, posted.discordId());
            pauseAfterFailure = Duration.ZERO;
            return posted.pause();
        }
        if (result instanceof PostResult.Refused refused) {
            LOG.warnf("message %d is not posted: %s", message.id(), refused.why());
            store.refused(message, refused.why());
            return Duration.ZERO;
        }
        if (result instanceof PostResult.Limited limited) {
            store.notPosted(message);
            return limited.pause().isZero() ? config.firstPause() : limited.pause();
        }
        if (result instanceof PostResult.Gone gone) {
            store.notPosted(message);
            gate.stop();
            LOG.errorf(
                    "Discord answers %d: the webhook is gone, or its token is wrong. Nothing more is posted and messages wait,"
                            + " until there is another DISCORD_WEBHOOK_URL or staff say that it is right again",
                    gone.status());
            return config.firstPause();
        }
        if (result instanceof PostResult.Unanswered unanswered) {
            LOG.warnf("message %d was sent and not answered: %s", message.id(), unanswered.why());
            store.unanswered(message);
        } else if (result instanceof PostResult.Failed failed) {
            LOG.infof("message %d waits: %s", message.id(), failed.why());
            store.notPosted(message);
        }
        return longer();
    }

    private Duration longer() {
        Duration doubled = pauseAfterFailure.isZero() ? config.firstPause() : pauseAfterFailure.multipliedBy(2);
        pauseAfterFailure = doubled.compareTo(config.longestPause()) > 0 ? config.longestPause() : doubled;
        return pauseAfterFailure;
    }

    private void count(PostResult result) {
        metrics.counter(
                        "quintet.badges.discord.posts",
                        "result",
                        result.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
    }
}
