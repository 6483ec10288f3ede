package dev.quintet.common.event;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.redis.client.Command;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.quintet.common.api.event.SuiteEvent;
import dev.quintet.common.redis.RedisConnector;

/** Tells the suite's live feed what happened. It is news: an event that cannot be sent now is dropped, and logged. */
@Singleton
public class SuiteEvents {
    private static final Logger LOG = Logger.getLogger(SuiteEvents.class);
    private static final int KEPT = 10_000;
    private static final int MOST_UNDER_WAY = 256;

    private final RedisConnector redis;
    private final ObjectMapper mapper;
    private final String service;
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger underWay = new AtomicInteger();

    SuiteEvents(
            RedisConnector redis,
            ObjectMapper mapper,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.redis = redis;
        this.mapper = mapper;
        this.service = service;
    }

    /**
     * Sends an event; never blocks and never fails.
     *
     * @param kind what happened, dotted: {@code workload.started}
     * @param subject what it happened to
     * @param message one sentence for a person
     * @param data JSON values
     */
    public void publish(String kind, String subject, String message, Map<String, Object> data) {
        publish(clock.instant(), kind, subject, message, data);
    }

    /** As {@link #publish(String, String, String, Map)}, for something that happened at a known time. */
    public void publish(Instant time, String kind, String subject, String message, Map<String, Object> data) {
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            LOG.warnf("Event %s of %s dropped: too many under way", kind, subject);
            return;
        }
        String json;
        try {
            json = mapper.writeValueAsString(new SuiteEvent(null, time, service, kind, subject, message, data));
        } catch (JsonProcessingException unwritable) {
            underWay.decrementAndGet();
            throw new IllegalArgumentException("event " + kind + " has data that is not JSON", unwritable);
        }
        redis.send(Command.XADD, SuiteEvent.STREAM, "MAXLEN", "~", KEPT, "*", "event", json)
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribe()
                .with(
                        sent -> {},
                        failure -> LOG.infof("Event %s of %s dropped: %s", kind, subject, failure.getMessage()));
    }
}
