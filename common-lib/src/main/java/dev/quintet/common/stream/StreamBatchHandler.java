package dev.quintet.common.stream;

import java.util.List;

/** Does the work of several entries at once. The same entry may come more than once, as for {@link StreamHandler}. */
@FunctionalInterface
public interface StreamBatchHandler {
    /**
     * Returning means that all are done. Throwing means that none is: each comes again later by itself, so that one that
     * cannot be handled holds up no other.
     *
     * @param messages at least one; exactly one where it has come before
     */
    void handle(List<StreamMessage> messages) throws Exception;
}
