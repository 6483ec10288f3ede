package dev.quintet.local.process;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessesTest {

    @TempDir
    Path folder;

    @Test
    void aProcessIsToldFromALaterOneWithItsNumber() throws Exception {
        ChildProcess child = sleeper();
        ProcessIdentity identity = ProcessIdentity.of(child.pid()).orElseThrow();
        assertThat(identity.isAlive()).isTrue();
        assertThat(new ProcessIdentity(child.pid(), identity.startTicks() - 1).isAlive())
                .isFalse();

        child.kill();
        assertThat(identity.isAlive()).isFalse();
    }

    @Test
    void killingTakesTheDescendantsToo() throws Exception {
        Path log = folder.resolve("child.log");
        ChildProcess child = ChildProcess.start(
                "parent", List.of("sh", "-c", "sleep 300 & echo $!; wait"), Map.of(), folder, RotatingLog.open(log));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !LogTail.of(log, 1)
                .isEmpty());
        long grandchild = Long.parseLong(LogTail.of(log, 1).get(0));
        assertThat(ProcessIdentity.of(grandchild)).isPresent();

        child.kill();

        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ProcessIdentity.of(grandchild)
                .isEmpty());
    }

    @Test
    void aChildThatIgnoresTheSignalIsKilledAfterItsGrace() throws Exception {
        Path log = folder.resolve("child.log");
        ChildProcess child = ChildProcess.start(
                "deaf",
                List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"),
                Map.of(),
                folder,
                RotatingLog.open(log));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !LogTail.of(log, 1)
                .isEmpty());

        assertThat(child.stop("TERM", Duration.ofMillis(200))).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void whatAChildPrintsIsInItsLogAndSecretsOfOursAreNotInItsEnvironment() throws Exception {
        Path log = folder.resolve("child.log");
        ChildProcess child = ChildProcess.start(
                "printer",
                List.of("sh", "-c", "echo \"given=$GIVEN key=$QUINTET_API_KEY\""),
                Map.of("GIVEN", "yes"),
                folder,
                RotatingLog.open(log));
        assertThat(child.onExit().get()).isZero();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> LogTail.of(log, 1)
                .equals(List.of("given=yes key=")));
    }

    @Test
    void theOwnerOfATakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
            assertThat(PortOwner.of(taken.getLocalPort())).hasValueSatisfying(owner -> assertThat(owner)
                    .contains("java")
                    .contains(String.valueOf(ProcessHandle.current().pid())));
        }
    }

    @Test
    void aPrivateFileIsItsOwnersAlone() throws Exception {
        Path file = folder.resolve("secret");
        PrivateFiles.write(file, "a");
        PrivateFiles.write(file, "b");
        assertThat(Files.readString(file)).isEqualTo("b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private ChildProcess sleeper() throws Exception {
        return ChildProcess.start(
                "sleeper", List.of("sleep", "300"), Map.of(), folder, RotatingLog.open(folder.resolve("sleeper.log")));
    }
}
