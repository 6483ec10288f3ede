package dev.quintet.anomaly.fault;

import java.time.Instant;
import java.util.Set;

/** Puts faults into nodes. */
public interface FaultInjector {
    /** As in the configuration. */
    String name();

    /** What it can inject. */
    Set<FaultType> supported();

    /** What {@link #inject} would do, for a person; changes nothing. */
    String plan(FaultSpec spec);

    /**
     * Returns once the fault is in force.
     *
     * @throws InjectionException if it could not be put in force; nothing of it is left then
     */
    Injection inject(FaultSpec spec);

    /** A fault in force. */
    interface Injection {
        /** From when it is in force. */
        Instant since();

        /** Whether it still is, as far as the injector can see. */
        boolean inForce();

        /**
         * Ends it; returns when nothing of it is left. Ending it again does nothing.
         *
         * @throws InjectionException if something may be left
         */
        void recover();
    }
}
