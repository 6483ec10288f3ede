package dev.quintet.anomaly.experiment;

/** A drill cannot go on; the message says why. */
final class DrillFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DrillFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
