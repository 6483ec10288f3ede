package dev.quintet.anomaly.fault;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.quintet.anomaly.node.Node;

/** Puts faults into nodes. */
public interface FaultInjector extends AutoCloseable {
    /** As in the configuration. */
    String name();

    /** What it can inject. */
    Set<FaultType> supported();

    /**
     * Where a fault goes that names no target.
     *
     * @param allowed the nodes that may be hit
     * @param restricted whether the configuration names them
     * @return empty if there is nothing to hit
     */
    default List<Node> withoutTarget(FaultConfig.Mode mode, List<Node> allowed, boolean restricted) {
        return mode == FaultConfig.Mode.ALL || allowed.isEmpty() ? allowed : allowed.subList(0, 1);
    }

    /**
     * Ends what an earlier life of this service has left in force.
     *
     * @throws RuntimeException if something may still be left; to be called again then
     */
    void clearLeft();

    /** Lets go of what it holds to do its work; faults in force are not its concern. */
    @Override
    void close();

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

        /** How it stands, as far as the injector can see. */
        State state();

        /**
         * Ends it; returns when nothing of it is left. Ending it again does nothing.
         *
         * @throws InjectionException if something may be left
         */
        void recover();
    }

    /** How an injection stands. */
    enum State {
        IN_FORCE,
        /** It has ended as it was meant to, such as a node that was killed and is back. */
        OVER,
        /** It has ended on its own before its time. */
        LOST
    }
}
