package dev.quintet.common.stream;

/** Does an entry's work. The same entry may come more than once: what it does must bear that. */
@FunctionalInterface
public interface StreamHandler {
    /**
     * Returning means done: the entry is acknowledged and deleted. Throwing means not done: it comes again later, or
     * goes to the dead letters once its deliveries are used up. Interrupted when it takes longer than allowed.
     */
    void handle(StreamMessage message) throws Exception;
}
