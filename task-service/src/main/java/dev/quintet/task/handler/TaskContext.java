package dev.quintet.task.handler;

import java.time.Instant;

import org.jboss.logging.Logger;

/** What a handler may know of, and say about, the attempt it makes. */
public interface TaskContext {
    String taskId();

    /** From 1. */
    int attempt();

    /** A number that grows with each attempt of any task of the queue: fences the handler's own writes elsewhere. */
    long fencingToken();

    /** When the attempt is interrupted for taking too long. */
    Instant deadline();

    /** Whether the attempt is to stop: cancelled, timed out, or its lease lost. A long computation looks at it now and then. */
    boolean cancelled();

    /**
     * Notes how far the attempt is; never blocks. At most one note is under way, later ones replace each other.
     *
     * @param value 0..1
     * @param message up to 200 characters, may be empty
     */
    void progress(double value, String message);

    /** Logs under the task's type. */
    Logger logger();
}
