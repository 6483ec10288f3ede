package dev.quintet.anomaly.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import dev.quintet.anomaly.fault.FaultListener;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.api.anomaly.AuditEntry;
import dev.quintet.common.api.anomaly.StartFault;

/** Writes down what is asked of faults, by whom, and what becomes of them. */
@Singleton
public class FaultAudit implements FaultListener {
    private static final String SELF = "anomaly-service";
    private static final int MOST_TEXT = 300;

    private final AuditLog log;
    private final Clock clock;

    FaultAudit(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Somebody has started faults. */
    public void started(String caller, List<ActiveFault> faults) {
        faults.forEach(fault -> add(caller, "start", fault, "until " + fault.endsAt()));
    }

    /** Somebody has stopped faults. */
    public void stopped(String caller, List<ActiveFault> faults) {
        faults.forEach(fault -> add(caller, "stop", fault, "in force since " + fault.startTime()));
    }

    /** A start was refused, or failed; the request may hold anything. */
    public void refused(String caller, StartFault request, String why) {
        log.add(new AuditEntry(
                clock.instant(),
                caller,
                "refused",
                null,
                cut(request.type()),
                cut(request.target() == null ? null : String.join(",", request.target())),
                cut(request.severity()),
                cut(why)));
    }

    private static String cut(String text) {
        return text == null
                ? null
                : text.substring(0, Math.min(MOST_TEXT, text.length())).replaceAll("\\p{Cntrl}", " ");
    }

    private void add(String caller, String action, ActiveFault fault, String detail) {
        log.add(new AuditEntry(
                clock.instant(), caller, action, fault.id(), fault.type(), fault.target(), fault.severity(), detail));
    }

    @Override
    public void started(FaultSpec spec, Instant since, Instant endsAt) {
        add(spec, since, "in_force", "until " + endsAt + " at the latest");
    }

    @Override
    public void recovered(FaultSpec spec, Instant since, Instant at) {
        add(spec, at, "recovered", "was in force since " + since);
    }

    @Override
    public void failed(FaultSpec spec, Instant since, Instant at, String reason) {
        add(spec, at, "failed", reason);
    }

    private void add(FaultSpec spec, Instant at, String action, String detail) {
        log.add(new AuditEntry(
                at,
                SELF,
                action,
                spec.id(),
                spec.type().wireName(),
                spec.node().name(),
                spec.severity().wireName(),
                detail));
    }
}
