package dev.quintet.anomaly.fault.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.quintet.anomaly.FakeClock;
import dev.quintet.anomaly.fault.FaultConfig;
import dev.quintet.anomaly.fault.FaultInjector.Injection;
import dev.quintet.anomaly.fault.FaultInjector.State;
import dev.quintet.anomaly.fault.FaultSpec;
import dev.quintet.anomaly.fault.FaultType;
import dev.quintet.anomaly.fault.InjectionException;
import dev.quintet.anomaly.fault.Severity;
import dev.quintet.anomaly.node.Node;
import dev.quintet.anomaly.node.RemoteNode;
import dev.quintet.local.proxy.NodeProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Against an API server that keeps resources and serves watches; a fake controller plays Chaos Mesh's part. */
class ChaosMeshInjectorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String INJECTED_AT = "2026-01-01T10:00:07Z";

    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), true);
    private KubernetesClient cluster;
    private FakeController controller;
    private ChaosMeshInjector injector;

    @BeforeEach
    void start() {
        server.init();
        cluster = server.createClient();
        controller = new FakeController(cluster);
        injector = injector(new TestChaosConfig());
    }

    private ChaosMeshInjector injector(ChaosConfig config) {
        return new ChaosMeshInjector(impatient(server.createClient()), config, "this-life", new FakeClock());
    }

    @AfterEach
    void stop() {
        injector.close();
        controller.close();
        server.destroy();
    }

    @Test
    void injectsWhenChaosMeshSaysSoAndRecoversWhenTheResourceIsGone() {
        controller.injects(INJECTED_AT);
        Injection injection = injector.inject(spec(FaultType.CPU_STRESS, Severity.HIGH, new RemoteNode("ob-1")));

        assertThat(injection.since()).isEqualTo(Instant.parse(INJECTED_AT));
        assertThat(injection.state()).isEqualTo(State.IN_FORCE);
        StressChaos made = made(StressChaos.class).get(0);
        assertThat(made.getSpec())
                .isEqualTo(new StressChaos.Spec(
                        "one",
                        new PodSelector(null, null, Map.of("oceanbase", List.of("ob-1"))),
                        "600s",
                        null,
                        new StressChaos.Stressors(new StressChaos.Cpu(2, 100), null)));
        assertThat(made.getMetadata().getLabels()).containsEntry(ChaosResources.OWNER_LABEL, ChaosResources.OWNER);

        injection.recover();
        assertThat(made(StressChaos.class)).isEmpty();
    }

    @Test
    void waitsForTheFinalizerBeforeItCallsAFaultRecovered() {
        controller.injects(INJECTED_AT).holdsFinalizersFor(Duration.ofMillis(400));
        Injection injection = injector.inject(spec(FaultType.NETWORK_DELAY, Severity.MEDIUM, new RemoteNode("ob-1")));

        long start = System.nanoTime();
        injection.recover();
        assertThat(controller.released).isTrue();
        assertThat(System.nanoTime() - start).isPositive();
    }

    @Test
    void saysThatNoPodMatchesAndLeavesNothing() {
        controller.selectsNothing();
        refuses(() -> spec(FaultType.DISK_STRESS, Severity.LOW, new RemoteNode("nobody")), "no pod matches", "nobody");
        assertThat(made(IoChaos.class)).isEmpty();
    }

    @Test
    void tellsWhatChaosMeshSaidWhenItFailsToInject() {
        controller.fails("unable to flush tc rules");
        refuses(() -> spec(FaultType.NETWORK_LOSS, Severity.LOW, new RemoteNode("ob-1")), "unable to flush tc rules");
    }

    /** As soon as the controller speaks within the time that the injector has for it. */
    private void refuses(Supplier<FaultSpec> spec, String... words) {
        try (ChaosMeshInjector impatient = injector(TestChaosConfig.impatient())) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThatThrownBy(() -> impatient.inject(spec.get()))
                    .isInstanceOf(InjectionException.class)
                    .hasMessageContainingAll(words));
        }
    }

    @Test
    void aFaultIsOverWhenItsDurationEndedAndLostWhenSomebodyElseDeletesIt() {
        controller.injects(INJECTED_AT);
        Injection over = injector.inject(spec(FaultType.POD_KILL, Severity.HIGH, new RemoteNode("ob-1")));
        controller.ends();
        await().atMost(PATIENCE).until(() -> over.state() == State.OVER);

        Injection lost = injector.inject(spec(FaultType.MEMORY_STRESS, Severity.LOW, new RemoteNode("ob-1")));
        cluster.resources(StressChaos.class).inNamespace("chaos-testing").delete();
        await().atMost(PATIENCE).until(() -> lost.state() == State.LOST);
    }

    @Test
    void selectsByLabelsWhenNoTargetIsNamed() {
        controller.injects(INJECTED_AT);
        Node all =
                injector.withoutTarget(FaultConfig.Mode.ALL, List.of(), false).get(0);
        injector.inject(spec(FaultType.NETWORK_PARTITION, Severity.LOW, all));

        assertThat(made(NetworkChaos.class).get(0).getSpec())
                .isEqualTo(new NetworkChaos.Spec(
                        "partition",
                        "all",
                        new PodSelector(List.of("oceanbase"), Map.of("ref-obcluster", "obcluster"), null),
                        "600s",
                        "to",
                        null,
                        null));
    }

    @Test
    void deletesWhatAnEarlierLifeLeftAndNothingElse() {
        controller.injects(INJECTED_AT);
        try (ChaosMeshInjector earlier =
                new ChaosMeshInjector(server.createClient(), new TestChaosConfig(), "earlier", new FakeClock())) {
            earlier.inject(spec(FaultType.CPU_STRESS, Severity.LOW, new RemoteNode("ob-1")));
        }
        Injection ours = injector.inject(spec(FaultType.CPU_STRESS, Severity.LOW, new RemoteNode("ob-2")));
        StressChaos foreign = new StressChaos();
        foreign.getMetadata().setName("somebody-elses");
        foreign.getMetadata().setNamespace("chaos-testing");
        cluster.resource(foreign).create();

        injector.clearLeft();
        assertThat(made(StressChaos.class))
                .extracting(each -> each.getMetadata().getName().startsWith("quintet"))
                .containsExactlyInAnyOrder(true, false);
        assertThat(ours.state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    void aMissingRightIsExplainedWithTheMend() {
        KubernetesMockServer strict = new KubernetesMockServer(false);
        strict.init();
        String path = "/apis/chaos-mesh.org/v1alpha1/namespaces/chaos-testing/stresschaos"
                + "?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dquintet-anomaly&resourceVersion=0";
        strict.expect()
                .get()
                .withPath(path)
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("forbidden")
                                .build())
                .always();
        try (ChaosMeshInjector forbidden =
                new ChaosMeshInjector(strict.createClient(), new TestChaosConfig(), "life", new FakeClock())) {
            assertThatThrownBy(() -> forbidden.inject(spec(FaultType.CPU_STRESS, Severity.LOW, new RemoteNode("ob-1"))))
                    .isInstanceOf(InjectionException.class)
                    .hasMessageContaining("no right")
                    .hasMessageContaining("anomaly-rbac.yaml");
        } finally {
            strict.destroy();
        }
    }

    @Test
    void aServerThatIsAwayIsSaidSo() {
        server.shutdown();
        assertThatThrownBy(() -> injector.inject(spec(FaultType.CPU_STRESS, Severity.LOW, new RemoteNode("ob-1"))))
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void aServerThatGoesAwayIsFollowedAgainWhenItIsBack() throws IOException {
        controller.injects(INJECTED_AT);
        NodeProxy way = new NodeProxy("api-server", 0, 0, server.getPort(), "token");
        int port = way.port();
        try (ChaosMeshInjector remote = new ChaosMeshInjector(
                impatient(server.createClient(), port),
                new TestChaosConfig(PATIENCE, Duration.ofSeconds(5)),
                "remote-life",
                new FakeClock())) {
            Injection injection = remote.inject(spec(FaultType.CPU_STRESS, Severity.LOW, new RemoteNode("ob-1")));
            way.close();
            assertThatThrownBy(injection::recover)
                    .isInstanceOf(InjectionException.class)
                    .hasMessageContaining("cannot be reached");
            assertThat(injection.state()).isEqualTo(State.IN_FORCE);

            try (NodeProxy again = new NodeProxy("api-server", port, 0, server.getPort(), "token")) {
                assertThat(again.port()).isEqualTo(port);
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(InjectionException.class)
                        .until(() -> {
                            injection.recover();
                            return true;
                        });
                assertThat(made(StressChaos.class)).isEmpty();
                Injection next = remote.inject(spec(FaultType.CPU_STRESS, Severity.LOW, new RemoteNode("ob-1")));
                assertThat(next.state()).isEqualTo(State.IN_FORCE);
            }
        }
    }

    @Test
    void aNameThatIsTakenIsSaidSoAndTheOtherIsLeftAlone() {
        controller.injects(INJECTED_AT);
        FaultSpec spec = spec(FaultType.CPU_STRESS, Severity.LOW, new RemoteNode("ob-1"));
        Injection first = injector.inject(spec);

        assertThatThrownBy(() -> injector.inject(spec))
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("exists already");
        assertThat(first.state()).isEqualTo(State.IN_FORCE);
    }

    @Test
    void aDryRunShowsTheResource() {
        assertThat(injector.plan(spec(FaultType.DISK_STRESS, Severity.MEDIUM, new RemoteNode("ob-1"))))
                .contains("\"kind\":\"IOChaos\"", "\"volumePath\":\"/home/admin/oceanbase/store\"", "\"100ms\"");
        assertThat(cluster.resources(IoChaos.class).inAnyNamespace().list().getItems())
                .isEmpty();
    }

    /** Gives up on a server that is away as soon as the product does. */
    private static KubernetesClient impatient(KubernetesClient client) {
        return impatient(client, client.getMasterUrl().getPort());
    }

    /** The same by another port. */
    private static KubernetesClient impatient(KubernetesClient client, int port) {
        try (client) {
            return new KubernetesClientBuilder()
                    .withConfig(new ConfigBuilder(client.getConfiguration())
                            .withMasterUrl(client.getMasterUrl().getProtocol() + "://127.0.0.1:" + port)
                            .withRequestRetryBackoffLimit(1)
                            .withConnectionTimeout(20_000)
                            .withRequestTimeout(20_000)
                            .build())
                    .build();
        }
    }

    private <T extends Chaos<?>> List<T> made(Class<T> kind) {
        return cluster.resources(kind).inNamespace("chaos-testing").list().getItems();
    }

    static FaultSpec spec(FaultType type, Severity severity, Node node) {
        return new FaultSpec(UUID.randomUUID().toString(), type, severity, Duration.ofMinutes(10), node);
    }
}
