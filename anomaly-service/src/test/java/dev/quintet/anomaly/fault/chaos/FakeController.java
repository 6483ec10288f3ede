package dev.quintet.anomaly.fault.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** Sees every resource as its watch tells of it, and answers as Chaos Mesh's controllers would. */
final class FakeController implements AutoCloseable {
    private static final List<String> KINDS = List.of("StressChaos", "NetworkChaos", "IOChaos", "PodChaos");

    private final KubernetesClient client;
    private volatile Map<String, Object> status = Map.of();
    private volatile Duration finalizerFor = Duration.ZERO;
    volatile boolean released;

    FakeController(KubernetesClient client) {
        this.client = client;
        KINDS.forEach(this::follow);
    }

    private void follow(String kind) {
        var unused = resources(kind).inAnyNamespace().inform(new ResourceEventHandler<GenericKubernetesResource>() {
            @Override
            public void onAdd(GenericKubernetesResource added) {
                boolean hold = !finalizerFor.isZero();
                edit(added, hold);
            }

            @Override
            public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource now) {
                if (now.getMetadata().getDeletionTimestamp() != null) {
                    releaseLater(now);
                }
            }

            @Override
            public void onDelete(GenericKubernetesResource gone, boolean unknown) {}
        });
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            resources(String kind) {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup("chaos-mesh.org")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT))
                .withNamespaced(true)
                .build());
    }

    private void edit(GenericKubernetesResource resource, boolean hold) {
        resources(resource.getKind())
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .edit(it -> {
                    it.setAdditionalProperty("status", status);
                    if (hold) {
                        it.getMetadata().setFinalizers(List.of("chaos-mesh/records"));
                    }
                    return it;
                });
    }

    private void releaseLater(GenericKubernetesResource resource) {
        CompletableFuture.delayedExecutor(finalizerFor.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    released = true;
                    resources(resource.getKind())
                            .inNamespace(resource.getMetadata().getNamespace())
                            .withName(resource.getMetadata().getName())
                            .edit(it -> {
                                it.getMetadata().setFinalizers(List.of());
                                return it;
                            });
                });
    }

    FakeController injects(String at) {
        status = status("True", "False", "Run", Map.of("type", "Succeeded", "operation", "Apply", "timestamp", at));
        return this;
    }

    void fails(String message) {
        status = Map.of(
                "conditions",
                List.of(Map.of("type", "Selected", "status", "True"), Map.of("type", "AllInjected", "status", "False")),
                "experiment",
                records("Run", Map.of("type", "Failed", "operation", "Apply", "message", message)));
    }

    void selectsNothing() {
        status = Map.of(
                "conditions",
                List.of(Map.of("type", "Selected", "status", "False", "reason", "no pod")),
                "experiment",
                Map.of("desiredPhase", "Run"));
    }

    FakeController holdsFinalizersFor(Duration time) {
        finalizerFor = time;
        return this;
    }

    void ends() {
        Map<String, Object> before = status;
        status = status("False", "True", "Stop", Map.of("type", "Succeeded", "operation", "Recover"));
        KINDS.forEach(kind -> resources(kind).inAnyNamespace().list().getItems().forEach(it -> edit(it, false)));
        status = before;
    }

    private static Map<String, Object> status(
            String injected, String recovered, String phase, Map<String, Object> event) {
        return Map.of(
                "conditions",
                List.of(
                        Map.of("type", "Selected", "status", "True"),
                        Map.of("type", "AllInjected", "status", injected),
                        Map.of("type", "AllRecovered", "status", recovered)),
                "experiment",
                records(phase, event));
    }

    private static Map<String, Object> records(String phase, Map<String, Object> event) {
        return Map.of(
                "desiredPhase",
                phase,
                "containerRecords",
                List.of(Map.of(
                        "id",
                        "oceanbase/ob-1",
                        "selectorKey",
                        ".",
                        "phase",
                        "Injected",
                        "injectedCount",
                        1,
                        "recoveredCount",
                        0,
                        "events",
                        List.of(event))));
    }

    @Override
    public void close() {
        client.close();
    }
}
