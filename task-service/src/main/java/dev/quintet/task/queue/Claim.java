package dev.quintet.task.queue;

/**
 * An attempt that a worker has begun.
 *
 * @param token fences the attempt's changes; grows with each claim of the queue
 * @param attempt from 1
 * @param options JSON text
 * @param payload JSON text
 * @param traceparent or empty
 * @param createdAtMillis when the task was accepted, epoch milliseconds
 * @param claimedAtMillis when the attempt began, epoch milliseconds, by Redis' clock
 */
public record Claim(
        String id,
        String token,
        int attempt,
        String type,
        String options,
        String payload,
        String traceparent,
        long createdAtMillis,
        long claimedAtMillis) {}
