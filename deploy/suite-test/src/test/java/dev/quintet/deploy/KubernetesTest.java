package dev.quintet.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code deploy/kubernetes} says of the services is true of the services, and it is valid Kubernetes. */
class KubernetesTest {
    private static final Path FOLDER = Project.folder().resolve("deploy/kubernetes");
    private static final Pattern IMAGE = Pattern.compile("quintet/([a-z]+)-service");
    private static final Pattern ADDRESS = Pattern.compile("http://([a-z-]+):(\\d+)");
    /** Of others, whose models are not at hand; and what only kustomize reads. */
    static final Set<String> WITHOUT_MODEL =
            Set.of("Kustomization", "Component", "HTTPRoute", "PodMonitor", "ScaledObject", "TriggerAuthentication");

    private final List<JsonNode> all = new ArrayList<>();

    KubernetesTest() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                all.addAll(Project.yaml(file));
            }
        }
    }

    @Test
    void everyResourceIsWhatItsModelKnows() {
        KubernetesSerialization serialization = new KubernetesSerialization();
        for (JsonNode resource : all) {
            if (!WITHOUT_MODEL.contains(resource.path("kind").asText())) {
                HasMetadata typed = serialization.convertValue(resource, HasMetadata.class);
                assertThat(typed).as(resource.toString()).isNotNull();
                assertThat(UnknownFields.of(typed)).as(resource.toString()).isEmpty();
            }
        }
        assertThat(UnknownFields.of(serialization.unmarshal(
                        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"spec\":{\"containers\":[{\"immage\":\"x\"}]}}")))
                .containsExactly("immage");
    }

    @Test
    void everyVariableIsOneThatItsServiceHeeds() throws IOException {
        Map<String, JsonNode> maps = new LinkedHashMap<>();
        for (JsonNode map : kind("ConfigMap")) {
            maps.putIfAbsent(name(map), map.path("data"));
        }
        for (JsonNode deployment : services()) {
            ServiceSettings settings = ServiceSettings.of(service(deployment));
            for (JsonNode variable : container(deployment).path("env")) {
                String key = variable.path("name").asText();
                assertThat(settings.heeds(key)).as(name(deployment) + " " + key).isTrue();
            }
            for (JsonNode from : container(deployment).path("envFrom")) {
                maps.get(from.path("configMapRef").path("name").asText())
                        .fieldNames()
                        .forEachRemaining(key -> assertThat(settings.heeds(key))
                                .as(name(deployment) + " " + key)
                                .isTrue());
            }
        }
    }

    @Test
    void everyServiceListensWhereItsPodAndItsServiceSay() throws IOException {
        assertThat(services()).hasSize(8);
        for (JsonNode deployment : services()) {
            int port = ServiceSettings.of(service(deployment)).port();
            assertThat(container(deployment)
                            .path("ports")
                            .path(0)
                            .path("containerPort")
                            .asInt())
                    .as(name(deployment))
                    .isEqualTo(port);
            for (JsonNode service : kind("Service")) {
                if (name(service).equals(name(deployment))) {
                    assertThat(service.path("spec")
                                    .path("ports")
                                    .path(0)
                                    .path("port")
                                    .asInt())
                            .isEqualTo(port);
                }
            }
        }
    }

    @Test
    void everyAddressInASettingIsAnEdgeThatThePoliciesAllow() {
        int edges = 0;
        for (JsonNode deployment : services()) {
            for (JsonNode variable : container(deployment).path("env")) {
                Matcher address = ADDRESS.matcher(variable.path("value").asText());
                if (address.matches()) {
                    edges++;
                    assertThat(allows(name(deployment), address.group(1), Integer.parseInt(address.group(2))))
                            .as(name(deployment) + " to " + address.group())
                            .isTrue();
                }
            }
        }
        assertThat(edges).isEqualTo(6);
        assertThat(allows("backendify", "task-api", 8000)).isFalse();
        assertThat(allows("gateway", "task-api", 8001)).isFalse();
    }

    @Test
    void everyReferenceMeetsSomething() throws IOException {
        Set<String> deployments = new TreeSet<>();
        services().forEach(deployment -> deployments.add(name(deployment)));
        for (String kind : List.of("HorizontalPodAutoscaler", "ScaledObject")) {
            for (JsonNode scaler : kind(kind)) {
                assertThat(deployments)
                        .contains(scaler.path("spec")
                                .path("scaleTargetRef")
                                .path("name")
                                .asText());
            }
        }
        Set<String> secrets = new TreeSet<>();
        for (String line : Files.readAllLines(FOLDER.resolve("overlays/dev/secrets.env.example"))) {
            secrets.add(line.replaceAll("=.*", ""));
        }
        Set<String> accounts = new TreeSet<>();
        kind("ServiceAccount").forEach(account -> accounts.add(name(account)));
        for (JsonNode deployment : services()) {
            assertThat(accounts)
                    .contains(deployment
                            .path("spec")
                            .path("template")
                            .path("spec")
                            .path("serviceAccountName")
                            .asText());
            for (JsonNode key : container(deployment).findValues("secretKeyRef")) {
                assertThat(secrets).contains(key.path("key").asText());
            }
        }
    }

    @Test
    void theStreamsThatWorkersAreScaledByAreTheQueues() throws IOException {
        String queue = Files.readString(
                Project.folder().resolve("task-service/src/main/java/dev/quintet/task/queue/QueueRedis.java"));
        assertThat(queue).contains("\"{quintet:tasks:\" + name + \"}\"");
        for (JsonNode trigger : kind("ScaledObject").get(0).path("spec").path("triggers")) {
            assertThat(trigger.path("metadata").path("stream").asText())
                    .matches("\\{quintet:tasks:default}:stream:(high|normal|low)");
        }
    }

    /** Whether policies let pods of one deployment call those of another on a port, seen from both ends. */
    private boolean allows(String from, String to, int port) {
        boolean out = false;
        boolean in = false;
        for (JsonNode policy : kind("NetworkPolicy")) {
            JsonNode spec = policy.path("spec");
            for (JsonNode rule : spec.path("egress")) {
                for (JsonNode peer : rule.path("to")) {
                    out |= selects(spec.path("podSelector"), from)
                            && selects(peer.path("podSelector"), to)
                            && opens(rule, port);
                }
            }
            for (JsonNode rule : spec.path("ingress")) {
                for (JsonNode peer : rule.path("from")) {
                    in |= selects(spec.path("podSelector"), to)
                            && selects(peer.path("podSelector"), from)
                            && opens(rule, port);
                }
            }
        }
        return out && in;
    }

    private static boolean opens(JsonNode rule, int port) {
        boolean open = rule.path("ports").isEmpty();
        for (JsonNode allowed : rule.path("ports")) {
            open |= allowed.path("port").asInt() == port;
        }
        return open;
    }

    private static boolean selects(JsonNode selector, String name) {
        boolean selected = selector.path("matchLabels")
                .path("app.kubernetes.io/name")
                .asText()
                .equals(name);
        for (JsonNode value : selector.path("matchExpressions").path(0).path("values")) {
            selected |= value.asText().equals(name);
        }
        return selected;
    }

    private List<JsonNode> kind(String kind) {
        return all.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }

    /** The deployments of our own services; the patch that they share is none. */
    private List<JsonNode> services() {
        return kind("Deployment").stream()
                .filter(deployment -> container(deployment).has("image"))
                .toList();
    }

    private static JsonNode container(JsonNode deployment) {
        return deployment
                .path("spec")
                .path("template")
                .path("spec")
                .path("containers")
                .path(0);
    }

    private static String service(JsonNode deployment) {
        Matcher image = IMAGE.matcher(container(deployment).path("image").asText());
        assertThat(image.matches()).isTrue();
        return image.group(1);
    }

    private static String name(JsonNode resource) {
        return resource.path("metadata").path("name").asText();
    }
}
