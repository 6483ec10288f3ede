package dev.quintet.anomaly.fault;

import java.time.Instant;

/** Is told what becomes of faults. */
public interface FaultListener {
    /** A fault is in force since {@code since}. */
    void started(FaultSpec spec, Instant since, Instant endsAt);

    /** Nothing is left of it since {@code at}. */
    void recovered(FaultSpec spec, Instant since, Instant at);

    /** It ended on its own before its time, or could not be undone. */
    void failed(FaultSpec spec, Instant since, Instant at, String reason);
}
