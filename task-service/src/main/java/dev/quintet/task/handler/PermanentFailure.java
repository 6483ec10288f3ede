package dev.quintet.task.handler;

/** The task cannot succeed however often it is tried. */
public class PermanentFailure extends Exception {
    private final String kind;

    public PermanentFailure(String message) {
        this("handler", message, null);
    }

    PermanentFailure(String kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** For programs, for example {@code payload}. */
    public String kind() {
        return kind;
    }
}
