package dev.quintet.common.api.task;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a task stands. Written in lower case on the wire. */
public enum TaskState {
    /** In its priority's stream, for the next free worker. */
    WAITING,
    /** Not due yet: delayed by its sender, or pausing before another attempt. */
    DELAYED,
    /** A worker holds its lease. */
    RUNNING,
    SUCCEEDED,
    /** Ended by an error that another attempt would not mend. */
    FAILED,
    /** Ended because its attempts were used up; it is in the dead letters. */
    DEAD,
    CANCELLED;

    /** Whether no further change comes, but by a retry that a person asks for. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED || this == DEAD || this == CANCELLED;
    }

    /** The state of this wire name; fails with {@link IllegalArgumentException} on any other. */
    public static TaskState of(String wire) {
        for (TaskState state : values()) {
            if (state.toString().equals(wire)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no task state " + wire);
    }

    @JsonValue
    @Override
    public String toString() {
        return WireNames.of(this);
    }
}
