package dev.quintet.common.api.task;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which of a queue's streams a task waits in. Written in lower case on the wire. */
public enum TaskPriority {
    HIGH,
    NORMAL,
    LOW;

    @JsonValue
    @Override
    public String toString() {
        return WireNames.of(this);
    }
}
