package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.fault.FaultListener;
import dev.quintet.anomaly.fault.FaultSpec;

/** When faults were in force, by the injectors' own times; of the last {@value #MOST}. */
@Singleton
public class FaultWindows implements FaultListener {
    private static final int MOST = 2_000;

    private final Map<String, Window> windows = new LinkedHashMap<>();

    /**
     * @param end null while it is in force
     * @param reason why it counts as failed; empty if it does not
     */
    record Window(Instant since, Instant end, String reason) {}

    /** The window of a fault, if it has begun. */
    synchronized Optional<Window> of(String id) {
        return Optional.ofNullable(windows.get(id));
    }

    @Override
    public void started(FaultSpec spec, Instant since, Instant endsAt) {
        put(spec, new Window(since, null, ""));
    }

    @Override
    public void recovered(FaultSpec spec, Instant since, Instant at) {
        put(spec, new Window(since, at, ""));
    }

    @Override
    public void failed(FaultSpec spec, Instant since, Instant at, String reason) {
        put(spec, new Window(since, at, reason));
    }

    private synchronized void put(FaultSpec spec, Window window) {
        windows.put(spec.id(), window);
        if (windows.size() > MOST) {
            windows.remove(windows.keySet().iterator().next());
        }
    }
}
