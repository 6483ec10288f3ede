package dev.quintet.anomaly.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.quintet.anomaly.FakeClock;
import dev.quintet.anomaly.node.Node;
import dev.quintet.anomaly.node.Nodes;
import dev.quintet.anomaly.time.DurationText;
import dev.quintet.common.api.anomaly.StartFault;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultRulesTest {
    private static final String PREFIX = "quintet.anomaly.fault.";

    private final Nodes nodes = new Nodes(List.of(FaultRegistryTest.node("node1"), FaultRegistryTest.node("node2")));

    @Test
    void fillsInWhatIsNotGiven() {
        FaultOrder order = rules(Map.of()).check(new StartFault("cpu_stress", null, null, null, null));

        assertThat(order.type()).isEqualTo(FaultType.CPU_STRESS);
        assertThat(order.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(order.duration()).isEqualTo(Duration.ofMinutes(10));
        assertThat(order.nodes()).extracting(Node::name).containsExactly("node1");
    }

    @Test
    void hitsAllNodesIfSoConfigured() {
        assertThat(rules(Map.of("mode", "all"))
                        .check(new StartFault("cpu_stress", null, null, null, null))
                        .nodes())
                .hasSize(2);
    }

    @Test
    void countsANodeThatIsNamedTwiceOnce() {
        assertThat(rules(Map.of())
                        .check(new StartFault("cpu_stress", "5", List.of("node2", "node2"), "low", false))
                        .nodes())
                .extracting(Node::name)
                .containsExactly("node2");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            value = {
                "null | 5s | node1 | low | type | supported are: cpu_stress, memory_stress",
                "nonsense | 5s | node1 | low | type | supported are: cpu_stress, memory_stress",
                "pod_kill | 5s | node1 | low | type | supported are: cpu_stress, memory_stress",
                "CPU_STRESS | 5s | node1 | low | type | supported are",
                "cpu_stress | 0 | node1 | low | duration | at most 3600s",
                "cpu_stress | -5 | node1 | low | duration | at most 3600s",
                "cpu_stress | 2h | node1 | low | duration | at most 3600s",
                "cpu_stress | soon | node1 | low | duration | \"soon\"",
                "cpu_stress | 5s | node9 | low | target | node1, node2",
                "cpu_stress | 5s | node1 | extreme | severity | low, medium, high"
            })
    void refusesAndSaysWhatIsAllowed(
            String type, String duration, String target, String severity, String field, String message) {
        StartFault request = new StartFault(type, duration, List.of(target), severity, null);

        assertThatThrownBy(() -> rules(Map.of()).check(request)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.status()).isEqualTo(422);
            assertThat(e.errors()).singleElement().satisfies(error -> {
                assertThat(error.loc()).containsExactly("body", field);
                assertThat(error.msg()).contains(message);
            });
        });
    }

    @Test
    void refusesAnEmptyListOfTargets() {
        assertThatThrownBy(() -> rules(Map.of()).check(new StartFault("cpu_stress", null, List.of(), null, null)))
                .hasMessageContaining("is empty");
    }

    @Test
    void tellsAllErrorsAtOnce() {
        assertThatThrownBy(() -> rules(Map.of()).check(new StartFault("x", "0", List.of("y"), "z", null)))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::loc)
                        .extracting(loc -> loc.get(1))
                        .containsExactly("type", "severity", "duration", "target"));
    }

    @Test
    void keepsToTheGuardRails() {
        FaultRules rules = rules(
                Map.of("types", "memory_stress", "nodes", "node2", "max-severity", "low", "default-duration", "1m"));

        FaultOrder order = rules.check(new StartFault("memory_stress", null, null, null, null));
        assertThat(order.severity()).isEqualTo(Severity.LOW);
        assertThat(order.nodes()).extracting(Node::name).containsExactly("node2");
        assertThatThrownBy(() -> rules.check(new StartFault("cpu_stress", null, null, null, null)))
                .hasMessageContaining("supported are: memory_stress");
        assertThatThrownBy(() -> rules.check(new StartFault("memory_stress", null, List.of("node1"), null, null)))
                .hasMessageContaining("node2");
        assertThatThrownBy(() -> rules.check(new StartFault("memory_stress", null, null, "medium", null)))
                .hasMessageContaining("allowed are: low");
    }

    @ParameterizedTest
    @CsvSource({
        "types, nonsense, quintet.anomaly.fault.types: nonsense",
        "nodes, node7, quintet.anomaly.fault.nodes: node7",
        "default-duration, 2h, quintet.anomaly.fault.default-duration"
    })
    void refusesAWrongConfigurationWithTheKey(String key, String value, String message) {
        assertThatThrownBy(() -> rules(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhenThereIsNoNode() {
        FaultRules rules = new FaultRules(config(Map.of()), new FakeInjector(new FakeClock()), new Nodes(List.of()));

        assertThatThrownBy(() -> rules.check(new StartFault("cpu_stress", null, null, null, null)))
                .hasMessageContaining("none is configured");
    }

    private FaultRules rules(Map<String, String> settings) {
        return new FaultRules(config(settings), new FakeInjector(new FakeClock()), nodes);
    }

    private static FaultConfig config(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((key, value) -> properties.put(PREFIX + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(FaultConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 1000))
                .withConverter(
                        Duration.class, 1000, text -> DurationText.parse(text).orElseThrow())
                .build()
                .getConfigMapping(FaultConfig.class);
    }
}
