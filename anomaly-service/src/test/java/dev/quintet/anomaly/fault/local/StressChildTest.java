package dev.quintet.anomaly.fault.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.anomaly.fault.InjectionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class StressChildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @TempDir
    Path data;

    @BeforeEach
    void install() {
        StressChild.install(home);
    }

    @Test
    void burnsProcessorTimeUntilItIsEnded() {
        StressChild child = StressChild.start(home, 1, Duration.ofMinutes(1), List.of("cpu", "1", "100"));
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        try {
            await().atMost(PATIENCE)
                    .until(() -> process.info().totalCpuDuration().orElseThrow().compareTo(Duration.ofSeconds(1)) > 0);
        } finally {
            child.end();
        }
        assertThat(child.alive()).isFalse();
    }

    @Test
    void leavesNoFileWhileItWritesNorAfter() throws IOException {
        StressChild child =
                StressChild.start(home, 8, Duration.ofMinutes(1), List.of("disk", data.toString(), "2", "4", "1"));
        try {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(files(data)).isEmpty());
        } finally {
            child.end();
        }
        assertThat(files(data)).isEmpty();
    }

    @Test
    void endsByItselfAtTheLatestAfterItsTime() {
        StressChild child = StressChild.start(home, 1, Duration.ofSeconds(1), List.of("cpu", "1", "10"));

        await().atMost(PATIENCE).until(() -> !child.alive());
    }

    @Test
    void saysSoIfTheChildCannotBegin() {
        assertThatThrownBy(() -> StressChild.start(
                        home, 8, Duration.ofSeconds(5), List.of("disk", data + "/none", "1", "4", "1")))
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("ended before it began");
    }

    @Test
    void diesWithItsParentEvenIfThatIsKilled() throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StressParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid;
        try (BufferedReader lines = parent.inputReader(StandardCharsets.UTF_8)) {
            pid = Long.parseLong(lines.readLine());
            assertThat(ProcessHandle.of(pid)).isPresent();
        } finally {
            parent.destroyForcibly();
        }

        await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
