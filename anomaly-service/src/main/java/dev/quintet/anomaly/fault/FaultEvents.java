package dev.quintet.anomaly.fault;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.quintet.common.event.SuiteEvents;

/** Tells the suite what becomes of faults, with the injector's own times: they are the exact label windows. */
@Singleton
public class FaultEvents implements FaultListener {
    private static final Logger LOG = Logger.getLogger(FaultEvents.class);

    private final SuiteEvents events;

    FaultEvents(SuiteEvents events) {
        this.events = events;
    }

    @Override
    public void started(FaultSpec spec, Instant since, Instant endsAt) {
        publish(since, "fault.started", spec, what(spec) + " in force", Map.of("ends_at", endsAt.toString()));
    }

    @Override
    public void recovered(FaultSpec spec, Instant since, Instant at) {
        publish(at, "fault.recovered", spec, what(spec) + " recovered", window(since, at));
    }

    @Override
    public void failed(FaultSpec spec, Instant since, Instant at, String reason) {
        Map<String, Object> more = new LinkedHashMap<>(window(since, at));
        more.put("reason", reason);
        publish(at, "fault.failed", spec, what(spec) + " " + reason, more);
    }

    private static Map<String, Object> window(Instant since, Instant at) {
        return Map.of("injected_at", since.toString(), "recovered_at", at.toString());
    }

    private static String what(FaultSpec spec) {
        return spec.type().wireName() + " (" + spec.severity().wireName() + ") on "
                + spec.node().name();
    }

    private void publish(Instant time, String kind, FaultSpec spec, String message, Map<String, Object> more) {
        LOG.info(message);
        Map<String, Object> facts = new LinkedHashMap<>(more);
        facts.put("id", spec.id());
        facts.put("type", spec.type().wireName());
        facts.put("node", spec.node().name());
        facts.put("severity", spec.severity().wireName());
        events.publish(time, kind, spec.node().name(), message, facts);
    }
}
