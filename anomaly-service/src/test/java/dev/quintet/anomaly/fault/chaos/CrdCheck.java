package dev.quintet.anomaly.fault.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.Node;
import dev.quintet.anomaly.node.RemoteNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every resource that this service can write, against Chaos Mesh's own definitions. Not one of the tests that always
 * run, since these files are not part of the project: {@code -Dtest=CrdCheck} with the folder of
 * {@code chaos-mesh.org_*.yaml} in {@code CHAOS_MESH_CRDS}.
 */
@EnabledIfEnvironmentVariable(named = "CHAOS_MESH_CRDS", matches = ".+")
class CrdCheck {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private final ObjectMapper json = new ObjectMapper();
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final ChaosResources resources = new ChaosResources(new TestChaosConfig(), "this-life");

    static Stream<FaultSpec> specs() {
        return ChaosResources.SUPPORTED.stream().flatMap(type -> Stream.of(Severity.values())
                .flatMap(severity -> Stream.<Node>of(new RemoteNode("ob-1"), ChaosTargets.ONE, ChaosTargets.ALL)
                        .map(node -> ChaosMeshInjectorTest.spec(type, severity, node))));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void isValid(FaultSpec spec) throws IOException {
        Chaos<?> resource = resources.of(spec);
        JsonNode written = json.readTree(serialization.asJson(resource));

        assertThat(CrdSchema.check(schema(resource), written.path("spec"), "spec"))
                .isEmpty();
        assertThat(written.path("spec").path("duration").asText()).isEqualTo("600s");
    }

    @Test
    void theCheckItselfFindsWhatIsWrong() throws IOException {
        JsonNode schema = schema(new IoChaos());
        JsonNode wrong = json.readTree(
                "{\"action\":\"latenzy\",\"mode\":\"one\",\"selector\":{\"lables\":{}},\"percent\":\"100\"}");

        List<String> problems = CrdSchema.check(schema, wrong, "spec");
        assertThat(problems).hasSize(4);
        assertThat(String.join("\n", problems))
                .contains("spec.action is none of", "spec.volumePath is missing", "lables is unknown", "no integer");
        assertThat(FaultType.values()).hasSizeGreaterThan(ChaosResources.SUPPORTED.size());
    }

    private static JsonNode schema(Chaos<?> resource) throws IOException {
        String file = "chaos-mesh.org_" + resource.getKind().toLowerCase(Locale.ROOT) + ".yaml";
        JsonNode crd = YAML.readTree(
                Path.of(System.getenv("CHAOS_MESH_CRDS")).resolve(file).toFile());
        JsonNode version = crd.path("spec").path("versions").path(0);
        assertThat(version.path("name").asText()).isEqualTo(resource.getVersion());
        assertThat(crd.path("spec").path("names").path("plural").asText()).isEqualTo(resource.getPlural());
        return version.path("schema").path("openAPIV3Schema").path("properties").path("spec");
    }
}
