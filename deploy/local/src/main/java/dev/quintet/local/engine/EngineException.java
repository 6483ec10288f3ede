package dev.quintet.local.engine;

/** An engine that could not be unpacked, set up, started or reached; the message says which and why. */
public final class EngineException extends RuntimeException {

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
