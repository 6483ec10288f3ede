package dev.quintet.task.queue;

/**
 * What became of a task that was sent.
 *
 * @param id its id, or the first task's of the same idempotency key
 * @param fresh whether it is new
 */
public record Accepted(String id, boolean fresh) {}
