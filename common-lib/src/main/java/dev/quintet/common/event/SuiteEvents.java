package dev.quintet.common.event;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.quintet.common.api.event.SuiteEvent;
import dev.quintet.common.redis.RedisConnector;
import dev.quintet.common.stream.StreamAppender;

/** Tells the suite's live feed what happened. It is news: an event that cannot be sent now is dropped, and logged. */
@Singleton
public class SuiteEvents {
    private static final Logger LOG = Logger.getLogger(SuiteEvents.class);
    private static final int KEPT = 10_000;
    private static final int MOST_UNDER_WAY = 256;

    private final StreamAppender appender;
    private final ObjectMapper mapper;
    private final String service;
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger underWay = new AtomicInteger();

    SuiteEvents(
            RedisConnector redis,
            ObjectMapper mapper,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.appender = new StreamAppender(redis);
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
        publish(List.of(new SuiteEvent(null, time, service, kind, subject, message, data)));
    }

    /** An event of this service that happens now, for {@link #publish(List)}. */
    public SuiteEvent event(String kind, String subject, String message, Map<String, Object> data) {
        return new SuiteEvent(null, clock.instant(), service, kind, subject, message, data);
    }

    /** Sends events together, in this order; never blocks and never fails. */
    public void publish(List<SuiteEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            LOG.warnf("%s dropped: too many under way", named(events));
            return;
        }
        List<Map<String, String>> entries;
        try {
            entries = events.stream().map(this::entry).toList();
        } catch (IllegalArgumentException unwritable) {
            underWay.decrementAndGet();
            throw unwritable;
        }
        appender.add(SuiteEvent.STREAM, KEPT, entries)
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribe()
                .with(sent -> {}, failure -> LOG.infof("%s dropped: %s", named(events), failure.getMessage()));
    }

    private Map<String, String> entry(SuiteEvent event) {
        try {
            return Map.of("event", mapper.writeValueAsString(event));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("event " + event.kind() + " has data that is not JSON", unwritable);
        }
    }

    private static String named(List<SuiteEvent> events) {
        SuiteEvent first = events.get(0);
        return "Event %s of %s%s"
                .formatted(
                        first.kind(),
                        first.subject(),
                        events.size() == 1 ? "" : " and " + (events.size() - 1) + " more");
    }
}
