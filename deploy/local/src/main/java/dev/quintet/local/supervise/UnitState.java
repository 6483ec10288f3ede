package dev.quintet.local.supervise;

/** Where a unit is in its life. */
public enum UnitState {
    /** For what it needs. */
    WAITING,
    STARTING,
    READY,
    /** Its process runs but does not serve, for instance since an engine is away. */
    UNREADY,
    /** Died; started again after a pause. */
    RESTARTING,
    /** Dies again and again; still started again, after longer pauses. */
    CRASH_LOOP,
    STOPPED
}
