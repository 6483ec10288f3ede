package dev.quintet.local.supervise;

/** Why the suite could not start: one line for the person at the terminal, then perhaps the end of a log. */
public final class StartFailure extends Exception {

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
