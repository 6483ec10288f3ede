package dev.quintet.badge.game;

import java.util.Locale;

/** Whether a stored score counts. */
public enum ScoreState {
    /** It counts. */
    KEPT,
    /** It is not plausible, and waits for staff to decide. */
    HELD,
    /** Staff have taken it away. */
    VOID;

    static ScoreState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** As the database and the API have it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
