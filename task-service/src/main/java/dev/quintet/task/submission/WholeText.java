package dev.quintet.task.submission;

import java.nio.charset.StandardCharsets;

/** JSON can write half a surrogate pair, which is no text: stored as UTF-8 it would be another than was sent. */
public final class WholeText {
    /** Why a text that is not whole is refused. */
    public static final String WRONG = "has half a surrogate pair";

    private WholeText() {}

    /** Whether there is no half of a surrogate pair in it; true when absent. */
    public static boolean is(String text) {
        return text == null || StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
