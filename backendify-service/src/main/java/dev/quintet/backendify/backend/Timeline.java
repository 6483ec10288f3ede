package dev.quintet.backendify.backend;

import java.time.Duration;

/** Time as the calls see it: what it is, and what to do later. Passed in, so that tests and simulations own it. */
public interface Timeline {
    /** Nanoseconds since some fixed moment; never goes back. */
    long nanoTime();

    /** Runs the task once, after the delay, unless cancelled before. */
    Cancellable after(Duration delay, Runnable task);
}
