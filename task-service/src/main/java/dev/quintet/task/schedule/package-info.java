/** Recurring tasks: by cron and time zone, each tick sent once whatever the number of replicas. */
package dev.quintet.task.schedule;
