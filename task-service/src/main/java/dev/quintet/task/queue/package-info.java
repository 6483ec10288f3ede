/**
 * The queue: its state in Redis, every change of it an atomic script, and the calls that producers, workers and people
 * make on it.
 */
package dev.quintet.task.queue;
