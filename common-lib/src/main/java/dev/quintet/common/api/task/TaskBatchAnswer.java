package dev.quintet.common.api.task;

import java.util.List;

/**
 * @param accepted how many are new; the others' idempotency keys were known
 * @param ids of all tasks, in the order of the request
 */
public record TaskBatchAnswer(int accepted, List<String> ids) {
    public TaskBatchAnswer {
        ids = List.copyOf(ids);
    }
}
