package dev.quintet.common.api.task;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Tasks, newest first.
 *
 * @param next the cursor of the following page, absent at the end; a page may hold fewer than asked for, even none, and
 *     still have a next one, when a filter passes over many tasks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskPage(List<TaskView> tasks, String next) {
    public TaskPage {
        tasks = List.copyOf(tasks);
    }
}
