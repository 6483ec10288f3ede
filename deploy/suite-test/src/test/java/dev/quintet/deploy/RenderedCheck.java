package dev.quintet.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The overlays as kustomize renders them. Not among the tests: {@code .ci/kubernetes} renders them, where there is a
 * kustomize, into the folder {@code KUBERNETES_RENDERED}.
 */
class RenderedCheck {
    private static final Path FOLDER = Path.of(System.getenv("KUBERNETES_RENDERED"));

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everyResourceIsOneThatAnApiServerWouldTake(String overlay) throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        Set<String> seen = new TreeSet<>();
        for (JsonNode resource : rendered(overlay)) {
            String name = kind(resource) + " " + resource.at("/metadata/name").asText();
            assertThat(seen.add(name)).as(name).isTrue();
            if (!KubernetesTest.WITHOUT_MODEL.contains(kind(resource))) {
                HasMetadata typed = serialization.convertValue(resource, HasMetadata.class);
                assertThat(UnknownFields.of(typed)).as(name).isEmpty();
                assertThat(kind(resource).equals("Namespace")
                                || resource.at("/metadata/namespace").asText().equals("quintet"))
                        .as(name)
                        .isTrue();
            }
        }
        assertThat(seen).hasSizeGreaterThan(40);
    }

    /** The restricted profile of the pod security standards; and what the suite asks of itself beyond it. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everyPodIsBoundInRightsMemoryAndHealth(String overlay) throws IOException {
        for (JsonNode resource : rendered(overlay)) {
            JsonNode pod = resource.at("/spec/template/spec");
            for (JsonNode container : pod.path("containers")) {
                String name = resource.at("/metadata/name").asText();
                assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                        .as(name)
                        .isTrue();
                assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                        .as(name)
                        .isEqualTo("RuntimeDefault");
                JsonNode rights = container.path("securityContext");
                assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true))
                        .as(name)
                        .isFalse();
                assertThat(rights.path("readOnlyRootFilesystem").asBoolean())
                        .as(name)
                        .isTrue();
                assertThat(rights.at("/capabilities/drop/0").asText()).as(name).isEqualTo("ALL");
                assertThat(container.at("/resources/limits/memory").asText())
                        .as(name)
                        .isNotEmpty();
                assertThat(container.has("readinessProbe")).as(name).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everyReferenceMeetsSomething(String overlay) throws IOException {
        Set<String> there = new TreeSet<>();
        List<JsonNode> all = rendered(overlay);
        all.forEach(resource ->
                there.add(kind(resource) + " " + resource.at("/metadata/name").asText()));
        if (overlay.equals("prod")) {
            there.add("Secret quintet");
        }
        for (JsonNode resource : all) {
            List<String> wanted = new ArrayList<>();
            resource.findValues("configMapRef")
                    .forEach(ref -> wanted.add("ConfigMap " + ref.path("name").asText()));
            resource.findValues("secretKeyRef")
                    .forEach(ref -> wanted.add("Secret " + ref.path("name").asText()));
            resource.findValues("serviceAccountName").forEach(name -> wanted.add("ServiceAccount " + name.asText()));
            for (JsonNode volume : resource.at("/spec/template/spec/volumes")) {
                if (volume.has("configMap")) {
                    wanted.add("ConfigMap " + volume.at("/configMap/name").asText());
                }
            }
            assertThat(there).as(resource.at("/metadata/name").asText()).containsAll(wanted);
        }
    }

    private static List<JsonNode> rendered(String overlay) throws IOException {
        return Project.yaml(FOLDER.resolve(overlay + ".yaml"));
    }

    private static String kind(JsonNode resource) {
        return resource.path("kind").asText();
    }
}
