/** The task service's public API: tasks, queues, workers and the items of the original system. */
package dev.quintet.common.api.task;
