package dev.quintet.backendify.backend;

/** Something under way that can be stopped. Stopping what has ended does nothing. */
@FunctionalInterface
public interface Cancellable {
    /** Nothing to stop. */
    Cancellable NONE = () -> {};

    void cancel();
}
