package dev.quintet.workload.run;

import java.util.Locale;

/** Where a run is in its life. */
public enum RunStatus {
    /** Accepted; nothing has begun. */
    STARTING,
    /** At work. */
    RUNNING,
    /** Told to end; threads finish or are cut off. */
    STOPPING,
    /** Ended by itself, as planned. */
    FINISHED,
    /** Ended because someone said so. */
    STOPPED,
    /** Ended because it could not go on. */
    FAILED,
    /** The service died during it. */
    INTERRUPTED;

    /** Whether nothing more will happen. */
    public boolean ended() {
        return this == FINISHED || this == STOPPED || this == FAILED || this == INTERRUPTED;
    }

    /** Name in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
