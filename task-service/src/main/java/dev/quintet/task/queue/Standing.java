package dev.quintet.task.queue;

import java.util.Locale;

/** How an attempt stands after a heartbeat. */
public enum Standing {
    /** Its lease is renewed. */
    OK,
    /** Its lease is renewed, and it is to stop. */
    CANCEL,
    /** It holds the task no longer; whatever it does changes nothing. */
    LOST;

    static Standing of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
