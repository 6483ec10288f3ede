package dev.quintet.task.durability;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.quintet.common.api.task.TaskState;
import dev.quintet.task.queue.StoredTask;

import static org.assertj.core.api.Assertions.assertThat;

/** The small form of {@code bench/tasks/run durability}. */
class DurabilityTest {
    private static final int TASKS = 800;

    @Test
    void everyAcceptedTaskEndsOnceWhateverDies() throws Exception {
        try (DurabilityRun run = new DurabilityRun(TASKS, 7).run(1)) {
            assertThat(run.faults().keySet()).containsExactlyInAnyOrder(Fault.values());
            assertThat(run.clients().wrong()).isEmpty();
            assertThat(run.clients().doubled()).isEmpty();
            Set<String> ids = new HashSet<>(run.clients().accepted().values());
            assertThat(ids).hasSize(TASKS);
            List<StoredTask> stored = run.stored();
            assertThat(stored).extracting(StoredTask::id).containsExactlyInAnyOrderElementsOf(ids);
            long now = run.now();
            for (StoredTask task : stored) {
                assertThat(task.state()).as(task.id()).isEqualTo(TaskState.SUCCEEDED);
                assertThat(task.history())
                        .as(task.id())
                        .satisfiesOnlyOnce(
                                step -> assertThat(step.state().terminal()).isTrue())
                        .allSatisfy(step -> assertThat(step.atMillis()).isLessThanOrEqualTo(now));
                // Ended by the attempt whose claim was the last, and by no other.
                assertThat(task.text("result"))
                        .as(task.id())
                        .contains('"' + task.text("token").orElseThrow() + '"');
            }
            assertThat(run.keysAfterCleanUp())
                    .isSubsetOf(List.of(
                            "counters",
                            "scripts",
                            "stream:high",
                            "stream:low",
                            "stream:normal",
                            "workers",
                            "workers:seen"));
        }
    }
}
