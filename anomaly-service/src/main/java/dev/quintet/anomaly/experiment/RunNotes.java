package dev.quintet.anomaly.experiment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.api.anomaly.ExperimentRunView;
import dev.quintet.common.api.anomaly.ExperimentView;
import dev.quintet.common.api.anomaly.FaultVerdict;

/** What is known of a run while it goes on: when its phases began, and its faults' windows. Thread-safe. */
final class RunNotes {
    private final int number;
    private final Instant startedAt;
    private final Optional<String> workloadRun;
    private final Map<String, FaultVerdict> faults = new LinkedHashMap<>();
    private Instant baselineAt;
    private Instant faultsAt;
    private Instant cooldownAt;
    private Instant endedAt;
    private String status = ExperimentView.RUNNING;
    private String message = "";

    RunNotes(int number, Instant startedAt, Optional<String> workloadRun) {
        this.number = number;
        this.startedAt = startedAt;
        this.workloadRun = workloadRun;
    }

    synchronized void baseline(Instant at) {
        baselineAt = at;
    }

    synchronized void faults(Instant at) {
        faultsAt = at;
    }

    synchronized void cooldown(Instant at) {
        cooldownAt = at;
    }

    synchronized void begun(ActiveFault fault) {
        faults.put(
                fault.id(),
                verdict(fault.id(), fault.type(), fault.target(), fault.severity(), fault.startTime(), null));
    }

    synchronized void over(String id, Instant at) {
        faults.computeIfPresent(
                id, (key, old) -> verdict(id, old.type(), old.target(), old.severity(), old.startTime(), at));
    }

    /** Adds a sentence for whoever reads the figures. */
    synchronized void say(String sentence) {
        message = message.isEmpty() ? sentence : message + "; " + sentence;
    }

    synchronized void end(Instant at, String how) {
        endedAt = at;
        status = how;
    }

    private static FaultVerdict verdict(
            String id, String type, String node, String severity, Instant since, Instant end) {
        return new FaultVerdict(id, type, node, severity, since, end, false, null, null, false, false, null, null);
    }

    /** As it is, not judged. */
    synchronized ExperimentRunView view() {
        return new ExperimentRunView(
                number,
                status,
                message,
                startedAt,
                baselineAt,
                faultsAt,
                cooldownAt,
                endedAt,
                workloadRun.orElse(null),
                List.copyOf(faults.values()),
                0,
                0,
                0,
                null);
    }
}
