package dev.quintet.backendify.backend;

import java.util.function.Consumer;

/** The port to one backend's HTTP server. */
public interface LegacyClient {
    /**
     * Asks for a company once: no retry, no limit, but inside the client's own time limit.
     *
     * @param then called exactly once, on any thread, unless the call is cancelled before
     */
    Cancellable fetch(String id, Consumer<BackendAnswer> then);
}
