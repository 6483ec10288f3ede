package dev.quintet.local.load;

import java.util.Locale;

/** What the load client does. */
enum LoadMode {
    /** Calls each kind of endpoint with good and bad input. */
    CHECK,
    /** A weighted mix of calls, nothing of which may be lost. */
    MIXED,
    /** A calm base, then a burst. */
    SPIKE,
    /** The three, one after the other. */
    ALL;

    boolean includes(LoadMode other) {
        return this == ALL || this == other;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
