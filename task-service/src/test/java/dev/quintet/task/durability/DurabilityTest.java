package dev.quintet.task.durability;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        try (DurabilityRun run = new DurabilityRun(TASKS, 7).run()) {
            assertThat(run.faults().keySet()).containsExactlyInAnyOrder(Fault.values());
            assertThat(run.accepted()).hasSize(TASKS);
            assertThat(run.doubled()).isEmpty();
            assertThat(run.states()).isEqualTo(Map.of(TaskState.SUCCEEDED, TASKS));
            Set<String> ids = new HashSet<>(run.accepted().values());
            for (StoredTask task : run.stored()) {
                assertThat(ids).contains(task.id());
                assertThat(task.history().stream().filter(step -> step.state().terminal()))
                        .as("%s ends", task.id())
                        .hasSize(1);
                assertThat(task.text("result")).contains("\"done\"");
            }
            assertThat(run.keysAfterCleanUp())
                    .isSubsetOf(List.of(
                            "counters", "stream:high", "stream:low", "stream:normal", "workers", "workers:seen"));
        }
    }
}
