package dev.quintet.task.handler;

/**
 * Does the tasks of one type. A handler is one bean; it is called by many threads at once.
 *
 * <p>A task is delivered at least once: after a crash the same task may be handled again, so a handler's effect should
 * be one that bears repeating. A handler that waits must let itself be interrupted: that is how time limits and
 * cancellation reach it.
 *
 * @param <I> the payload, read from JSON
 * @param <O> the result, written as JSON, up to 1 MiB
 */
public interface TaskHandler<I, O> {
    /** The type's name: lower case, dotted, for example {@code image.resize}. */
    String type();

    /**
     * Does one task. Any exception fails the attempt, which is tried again; {@link PermanentFailure} fails the task for
     * good.
     */
    O handle(I input, TaskContext context) throws Exception;
}
