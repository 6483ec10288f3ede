package dev.quintet.local.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.local.process.ProcessIdentity;
import dev.quintet.local.suite.SuiteState.UnitEntry;
import dev.quintet.local.supervise.JavaUnit;
import dev.quintet.local.supervise.StartFailure;
import dev.quintet.local.supervise.Unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SuiteTest {

    @TempDir
    Path root;

    private SuiteHome home;

    @BeforeEach
    void home() throws IOException {
        home = new SuiteHome(root);
        Files.createDirectories(home.folder());
    }

    @Test
    void secretsAreMadeOnceAndKeptForTheirOwnerAlone() throws IOException {
        Secrets first = Secrets.of(home, Map.of());
        assertThat(Secrets.of(home, Map.of())).isEqualTo(first);
        assertThat(first.internal()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(List.of(home.secrets(), home.operatorKey()))
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        assertThat(first).hasToString("Secrets");
    }

    @Test
    void aGivenKeyReplacesTheOperatorKeyAndStays() throws IOException {
        Secrets.of(home, Map.of());
        assertThat(Secrets.of(home, Map.of("QUINTET_API_KEY", "chosen-by-me")).operatorKey())
                .isEqualTo("chosen-by-me");
        assertThat(Secrets.of(home, Map.of()).operatorKey()).isEqualTo("chosen-by-me");
    }

    @Test
    void everyPortCanBeChangedByItsVariable() throws StartFailure {
        SuitePorts ports = SuitePorts.of(
                3,
                Map.of("QUINTET_PORT_GATEWAY", "18080", "QUINTET_PORT_NODE2", "20002", "QUINTET_PORT_BACKEND_RU", "7"));
        assertThat(ports.byName())
                .containsEntry("gateway", 18080)
                .containsEntry("node1", 13301)
                .containsEntry("node2", 20002)
                .containsEntry("node3", 13303)
                .containsEntry("backend-ru", 7);
    }

    @Test
    void aPortThatIsNoneOrGivenTwiceIsRefused() {
        assertThatThrownBy(() -> SuitePorts.of(1, Map.of("QUINTET_PORT_TASK", "70000")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("QUINTET_PORT_TASK must be a port from 1 to 65535, not 70000");
        assertThatThrownBy(() -> SuitePorts.of(1, Map.of("QUINTET_PORT_TASK", "8080")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("port 8080 is given to both gateway and task");
    }

    @Test
    void aTakenPortIsNamedWithItsOwner() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SuitePorts ports = SuitePorts.of(1, Map.of("QUINTET_PORT_BADGE", String.valueOf(taken.getLocalPort())));
            assertThatThrownBy(() -> ports.requireFree(List.of("badge")))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + " (badge) is taken by java, process ")
                    .hasMessageEndingWith("free it, or set QUINTET_PORT_BADGE");
        }
    }

    @Test
    void aLockIsHeldOnceAndFreeAfterItsOwner() throws IOException {
        assertThat(SuiteLock.isHeld(home.lock())).isFalse();
        try (SuiteLock lock = SuiteLock.tryLock(home.lock()).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(SuiteLock.isHeld(home.lock())).isTrue();
        }
        assertThat(SuiteLock.isHeld(home.lock())).isFalse();
    }

    @Test
    void onlyTheVeryProcessesThatWereLeftAreStopped() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "300").start();
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            ProcessIdentity left = ProcessIdentity.of(orphan.pid()).orElseThrow();
            // The number of a process of ours, long gone, that a stranger has got since.
            ProcessIdentity reused = new ProcessIdentity(
                    stranger.pid(),
                    ProcessIdentity.of(stranger.pid()).orElseThrow().startTicks() - 1);
            new SuiteState(left, "ready", "2026-01-01T00:00:00Z", List.of(entry("badge", left), entry("redis", reused)))
                    .write(home.state());

            SuiteState read = SuiteState.read(home.state()).orElseThrow();
            assertThat(Orphans.stop(read)).containsExactly("badge (process " + orphan.pid() + ")");

            assertThat(left.isAlive()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(Orphans.stop(read)).isEmpty();
        } finally {
            orphan.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    @Test
    void aTornStateFileIsAsGoodAsNone() throws IOException {
        Files.writeString(home.state(), "{\"supervisor\":");
        assertThat(SuiteState.read(home.state())).isEmpty();
    }

    @Test
    void noSecretIsOnACommandLineAndAMissingBuildIsSaid() throws Exception {
        Secrets secrets = Secrets.of(home, Map.of());
        SuitePlan plan = new SuitePlan(home, SuitePorts.of(3, Map.of()), secrets, 3);
        assertThatThrownBy(() -> plan.units(Set.of("gateway")))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("gateway-service is not built");

        Path application = Files.createDirectories(home.application("gateway"));
        Files.createFile(application.resolve("quarkus-run.jar"));
        JavaUnit gateway = plan.units(Set.of("gateway")).stream()
                .filter(unit -> unit.name().equals("gateway"))
                .map(JavaUnit.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(String.join(" ", gateway.command()))
                .doesNotContain(secrets.internal(), secrets.operatorKey(), secrets.redis());
        assertThat(gateway.environment())
                .containsEntry("QUINTET_API_KEY", secrets.operatorKey())
                .containsEntry("QUINTET_GATEWAY_SERVICES_BADGE_URL", "http://127.0.0.1:5000")
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1");
        assertThat(gateway.toString()).doesNotContain(secrets.operatorKey());
    }

    @Test
    void theNodesFileSaysWhereEachNodeIs() throws Exception {
        SuitePlan plan = new SuitePlan(home, SuitePorts.of(2, Map.of()), Secrets.of(home, Map.of()), 2);
        plan.writeNodes();
        var nodes = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(home.nodes().toFile());
        assertThat(nodes).hasSize(2);
        assertThat(nodes.get(1).get("name").asText()).isEqualTo("node2");
        assertThat(nodes.get(1).get("host").asText()).isEqualTo("127.0.0.1");
        assertThat(nodes.get(1).get("port").asInt()).isEqualTo(13302);
        assertThat(nodes.get(1).get("dataDir").asText())
                .isEqualTo(home.data().resolve("node2/db").toString());
        assertThat(nodes.get(1).get("pidFile").asText()).endsWith("node2/node.pid");
    }

    private static UnitEntry entry(String name, ProcessIdentity process) {
        String tier = name.equals("redis") ? "engine" : Unit.Tier.SERVICE.name().toLowerCase(java.util.Locale.ROOT);
        return new UnitEntry(name, tier, "ready", process, 1, "nowhere", 0, "TERM", "no.log");
    }
}
