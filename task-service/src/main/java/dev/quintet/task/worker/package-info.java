/** Takes tasks from the queue and runs their handlers: bounded, leased, and stopped in a bounded time. */
package dev.quintet.task.worker;
