package dev.quintet.anomaly.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.FakeClock;
import dev.quintet.anomaly.experiment.Drill.Phase;
import dev.quintet.anomaly.experiment.FaultWindows.Window;
import dev.quintet.anomaly.fault.FaultOrder;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.api.anomaly.ExperimentRunView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DrillPhasesTest {
    private static final Duration SETTLE = Duration.ofSeconds(60);

    private final FakeClock clock = new FakeClock();
    private final Instant start = clock.instant();
    private final Faults faults = new Faults();
    private final RunNotes notes = new RunNotes(1, start, Optional.empty());
    private Calm.State state = new Calm.State(List.of(), List.of());

    @Test
    void goesThroughItsPhasesAndNotesTheInjectorsTimes() {
        Drill drill = drill(Plans.plan(
                Plans.fault(FaultType.CPU_STRESS, "node1", 0, 30), Plans.fault(FaultType.DISK_STRESS, "node2", 5, 10)));

        pass(drill, 0);
        assertThat(drill.phase()).isEqualTo(Phase.BASELINE);
        pass(drill, 19);
        assertThat(drill.phase()).isEqualTo(Phase.BASELINE);
        assertThat(faults.begun).isEmpty();
        pass(drill, 1);
        assertThat(drill.phase()).isEqualTo(Phase.FAULTS);
        assertThat(faults.begun).containsOnlyKeys("CPU_STRESS node1");
        pass(drill, 5);
        assertThat(faults.begun).containsOnlyKeys("CPU_STRESS node1", "DISK_STRESS node2");
        faults.end("DISK_STRESS node2");
        pass(drill, 1);
        assertThat(drill.phase()).isEqualTo(Phase.FAULTS);
        pass(drill, 24);
        faults.end("CPU_STRESS node1");
        pass(drill, 0);
        assertThat(drill.phase()).isEqualTo(Phase.COOLDOWN);
        pass(drill, 10);
        assertThat(drill.phase()).isEqualTo(Phase.OVER);

        ExperimentRunView run = notes.view();
        assertThat(run.baselineAt()).isEqualTo(start);
        assertThat(run.faultsAt()).isEqualTo(start.plusSeconds(20));
        assertThat(run.cooldownAt()).isEqualTo(start.plusSeconds(50));
        assertThat(run.faults()).extracting(fault -> fault.target()).containsExactly("node1", "node2");
        assertThat(run.faults().get(1).startTime()).isEqualTo(start.plusSeconds(25));
        assertThat(run.faults().get(1).endTime()).isEqualTo(start.plusSeconds(25));
        assertThat(run.message()).isEmpty();
    }

    @Test
    void waitsForCalmButNotForEverAndSaysSo() {
        state = new Calm.State(List.of("node1", "node3"), List.of());
        Drill drill = drill(Plans.plan(Plans.fault(FaultType.CPU_STRESS, "node1", 0, 30)));

        pass(drill, 59);
        assertThat(drill.phase()).isEqualTo(Phase.SETTLING);
        pass(drill, 1);
        assertThat(drill.phase()).isEqualTo(Phase.BASELINE);
        assertThat(notes.view().message()).isEqualTo("not calm when the baseline began: node1, node3");
    }

    @Test
    void doesNotWaitForANodeThatIsDownAndSaysSo() {
        state = new Calm.State(List.of(), List.of("node3"));
        Drill drill = drill(Plans.plan(Plans.fault(FaultType.CPU_STRESS, "node1", 0, 30)));

        pass(drill, 0);
        assertThat(drill.phase()).isEqualTo(Phase.BASELINE);
        assertThat(notes.view().message()).isEqualTo("down when the baseline began: node3");
    }

    @Test
    void failsWhenAFaultCannotBeInjectedAndEndsTheOthers() {
        Drill drill = drill(Plans.plan(
                Plans.fault(FaultType.CPU_STRESS, "node1", 0, 30), Plans.fault(FaultType.POD_KILL, "node2", 5, 10)));
        faults.failing = "POD_KILL node2";
        pass(drill, 0);
        pass(drill, 20);

        assertThatThrownBy(() -> pass(drill, 5))
                .isInstanceOf(DrillFailedException.class)
                .hasMessageContaining("node2 does not run");
        drill.abort();
        assertThat(faults.stopped).containsExactly("CPU_STRESS node1");
        assertThat(notes.view().faults().get(0).endTime()).isEqualTo(clock.instant());
    }

    @Test
    void failsWhenAFaultDoesNotRecover() {
        Drill drill = drill(Plans.plan(Plans.fault(FaultType.CPU_STRESS, "node1", 0, 30)));
        pass(drill, 0);
        pass(drill, 20);

        assertThatThrownBy(() -> pass(drill, 151)).hasMessageContaining("not over");
    }

    @Test
    void saysWhyAFaultEndedEarly() {
        Drill drill = drill(Plans.plan(Plans.fault(FaultType.CPU_STRESS, "node1", 0, 30)));
        pass(drill, 0);
        pass(drill, 20);
        faults.windows.put("CPU_STRESS node1", new Window(clock.instant(), clock.instant(), "ended on its own"));
        pass(drill, 1);

        assertThat(drill.phase()).isEqualTo(Phase.COOLDOWN);
        assertThat(notes.view().message()).contains("ended on its own");
    }

    private Drill drill(ExperimentPlan plan) {
        return new Drill(plan, SETTLE, faults, now -> state, Runnable::run, clock, notes);
    }

    private void pass(Drill drill, int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        drill.tick();
    }

    /** Faults by type and node, which are their ids too. */
    private final class Faults implements DrillFaults {
        private final Map<String, FaultOrder> begun = new HashMap<>();
        private final Map<String, Window> windows = new HashMap<>();
        private final List<String> stopped = new ArrayList<>();
        private String failing = "";

        @Override
        public List<ActiveFault> start(FaultOrder order) {
            String node = order.nodes().get(0).name();
            String id = order.type() + " " + node;
            if (id.equals(failing)) {
                throw new InjectionException(node + " does not run");
            }
            begun.put(id, order);
            Instant now = clock.instant();
            return List.of(new ActiveFault(
                    id, order.type().wireName(), node, "medium", now, now.plus(order.duration()), "active"));
        }

        void end(String id) {
            windows.put(id, new Window(clock.instant(), clock.instant(), ""));
        }

        @Override
        public Optional<Window> ended(String id) {
            return Optional.ofNullable(windows.get(id));
        }

        @Override
        public void stop(String id) {
            stopped.add(id);
            end(id);
        }
    }
}
