package dev.quintet.anomaly.fault;

import java.time.Instant;
import java.util.List;

/** Several listeners as one. */
record FaultListeners(List<FaultListener> all) implements FaultListener {
    FaultListeners {
        all = List.copyOf(all);
    }

    @Override
    public void started(FaultSpec spec, Instant since, Instant endsAt) {
        all.forEach(listener -> listener.started(spec, since, endsAt));
    }

    @Override
    public void recovered(FaultSpec spec, Instant since, Instant at) {
        all.forEach(listener -> listener.recovered(spec, since, at));
    }

    @Override
    public void failed(FaultSpec spec, Instant since, Instant at, String reason) {
        all.forEach(listener -> listener.failed(spec, since, at, reason));
    }
}
