package dev.quintet.anomaly.run;

/** A run, or a folder of runs, that cannot be used; the message is one line for people. */
public class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunException(String message) {
        super(message);
    }
}
