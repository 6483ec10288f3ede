package dev.quintet.local.load;

import java.util.ArrayList;
import java.util.List;

/** What was accepted, and whether it is all there. Safe for use by several threads. */
final class Losses {

    private static final int MOST_TOLD = 10;

    private final List<String> told = new ArrayList<>();
    private long verified;
    private long lost;

    synchronized void verified() {
        verified++;
    }

    /** @param what was lost, doubled or changed */
    synchronized void lost(String what) {
        lost++;
        if (told.size() < MOST_TOLD) {
            told.add(what);
        }
    }

    synchronized boolean none() {
        return lost == 0;
    }

    /** In one line, and the first losses in a line each. */
    synchronized String render(String what, long accepted) {
        StringBuilder text = new StringBuilder(what + ": " + accepted + " accepted, " + verified + " found");
        if (lost > 0) {
            text.append(", ").append(lost).append(" LOST OR WRONG");
            told.forEach(
                    loss -> text.append(System.lineSeparator()).append("  ").append(loss));
        }
        return text.toString();
    }
}
