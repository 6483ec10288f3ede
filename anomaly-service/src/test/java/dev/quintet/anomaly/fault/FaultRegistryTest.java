package dev.quintet.anomaly.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.FakeClock;
import dev.quintet.anomaly.node.LocalNode;
import dev.quintet.anomaly.node.Node;
import dev.quintet.common.api.anomaly.ActiveFault;
import dev.quintet.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultRegistryTest {
    private final FakeClock clock = new FakeClock();
    private final FakeInjector injector = new FakeInjector(clock);
    private final List<String> told = new ArrayList<>();
    private final FaultRegistry registry =
            new FaultRegistry(injector, new Told(), Runnable::run, clock, 3, Duration.ofMillis(50));

    @Test
    void startsOneFaultOnEachNode() {
        List<ActiveFault> started = registry.start(order(FaultType.CPU_STRESS, "node1", "node2"));

        assertThat(injector.inForce).containsExactlyInAnyOrder("node1 CPU_STRESS", "node2 CPU_STRESS");
        assertThat(started).extracting(ActiveFault::target).containsExactly("node1", "node2");
        assertThat(registry.active())
                .containsExactlyInAnyOrderElementsOf(started)
                .allSatisfy(fault -> {
                    assertThat(fault.startTime()).isEqualTo(clock.instant());
                    assertThat(fault.endsAt()).isEqualTo(clock.instant().plusSeconds(30));
                    assertThat(fault.status()).isEqualTo("active");
                });
        assertThat(told).containsExactly("started node1", "started node2");
    }

    @Test
    void refusesTheSameFaultTwiceOnANodeAndInjectsNothingThen() {
        registry.start(order(FaultType.CPU_STRESS, "node2"));

        assertThatThrownBy(() -> registry.start(order(FaultType.CPU_STRESS, "node1", "node2")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(409))
                .hasMessageContaining("node2");
        assertThat(injector.inForce).containsExactly("node2 CPU_STRESS");
    }

    @Test
    void allowsAnotherTypeOnTheNodeAndTheSameAfterRecovery() {
        String id = registry.start(order(FaultType.CPU_STRESS, "node1")).get(0).id();
        registry.start(order(FaultType.MEMORY_STRESS, "node1"));
        registry.stop(id);

        assertThat(registry.start(order(FaultType.CPU_STRESS, "node1"))).hasSize(1);
    }

    @Test
    void refusesMoreThanTheMostAtOnce() {
        registry.start(order(FaultType.CPU_STRESS, "node1", "node2"));

        assertThatThrownBy(() -> registry.start(order(FaultType.MEMORY_STRESS, "node1", "node2")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(409))
                .hasMessageContaining("at most 3");
        assertThat(registry.active()).hasSize(2);
    }

    @Test
    void recoversTheOthersIfOneNodeFails() {
        injector.failingNodes.add("node2");

        assertThatThrownBy(() -> registry.start(order(FaultType.CPU_STRESS, "node1", "node2")))
                .isInstanceOf(InjectionException.class)
                .hasMessage("node2 does not run");
        assertThat(injector.inForce).isEmpty();
        assertThat(registry.active()).isEmpty();

        injector.failingNodes.clear();
        assertThat(registry.start(order(FaultType.CPU_STRESS, "node1", "node2")))
                .hasSize(2);
    }

    @Test
    void stopsOneByItsIdAndLeavesTheOthers() {
        String id = registry.start(order(FaultType.CPU_STRESS, "node1")).get(0).id();
        registry.start(order(FaultType.CPU_STRESS, "node2"));

        assertThat(registry.stop(id)).singleElement().satisfies(fault -> {
            assertThat(fault.target()).isEqualTo("node1");
            assertThat(fault.status()).isEqualTo("recovered");
        });
        assertThat(injector.inForce).containsExactly("node2 CPU_STRESS");
        assertThatThrownBy(() -> registry.stop(id))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void stopsAllAndStoppingNothingIsFine() {
        registry.start(order(FaultType.CPU_STRESS, "node1", "node2"));

        assertThat(registry.stopAll()).hasSize(2);
        assertThat(injector.inForce).isEmpty();
        assertThat(registry.stopAll()).isEmpty();
    }

    @Test
    void endsAFaultWhenItsDurationIsOver() {
        registry.start(order(FaultType.CPU_STRESS, "node1"));
        clock.advance(Duration.ofSeconds(29));
        registry.sweep();
        assertThat(registry.active()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        registry.sweep();

        assertThat(registry.active()).isEmpty();
        assertThat(injector.inForce).isEmpty();
        assertThat(told).containsExactly("started node1", "recovered node1 after PT30S");
    }

    @Test
    void noticesAFaultThatEndedOnItsOwn() {
        registry.start(order(FaultType.CPU_STRESS, "node1"));
        injector.vanished.add("node1 CPU_STRESS");
        registry.sweep();

        assertThat(registry.active()).isEmpty();
        assertThat(told).contains("failed node1: ended on its own before its time");
    }

    @Test
    void keepsAFaultThatCouldNotBeUndoneAndTriesAgain() {
        registry.start(order(FaultType.CPU_STRESS, "node1"));
        injector.failingRecoveries = 1;

        assertThatThrownBy(registry::stopAll).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.status())
                .isEqualTo(504));
        assertThat(registry.active()).hasSize(1);

        clock.advance(Duration.ofSeconds(2));
        registry.sweep();

        assertThat(registry.active()).isEmpty();
        assertThat(injector.inForce).isEmpty();
    }

    @Test
    void plansWithoutInjecting() {
        assertThat(registry.plan(order(FaultType.CPU_STRESS, "node1")))
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.action()).isEqualTo("would hit node1");
                    assertThat(plan.injector()).isEqualTo("fake");
                    assertThat(plan.seconds()).isEqualTo(30);
                });
        assertThat(injector.inForce).isEmpty();
        assertThat(registry.active()).isEmpty();
    }

    private static FaultOrder order(FaultType type, String... nodes) {
        return new FaultOrder(
                type,
                Severity.MEDIUM,
                Duration.ofSeconds(30),
                Arrays.stream(nodes).map(FaultRegistryTest::node).toList());
    }

    static Node node(String name) {
        return new LocalNode(name, "127.0.0.1", 3306, Path.of("/p/" + name), Path.of("/d/" + name), 0, 0);
    }

    private final class Told implements FaultListener {
        @Override
        public void started(FaultSpec spec, Instant since, Instant endsAt) {
            told.add("started " + spec.node().name());
        }

        @Override
        public void recovered(FaultSpec spec, Instant since, Instant at) {
            told.add("recovered " + spec.node().name() + " after " + Duration.between(since, at));
        }

        @Override
        public void failed(FaultSpec spec, Instant since, Instant at, String reason) {
            told.add("failed " + spec.node().name() + ": " + reason);
        }
    }
}
