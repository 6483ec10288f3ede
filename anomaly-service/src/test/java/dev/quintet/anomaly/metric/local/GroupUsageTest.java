package dev.quintet.anomaly.metric.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.quintet.anomaly.metric.Metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GroupUsageTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path proc;

    private GroupUsage usage;

    @BeforeEach
    void start() {
        usage = new GroupUsage(new ProcFs(proc), 5 * SECOND);
    }

    @Test
    void sumsTheGroup() throws IOException {
        process(1, 100, 50_000, 1000);
        process(2, 10, 1_024, 0);
        usage.read(0, Set.of(1L, 2L));
        process(1, 150, 51_024, 5000);
        process(2, 110, 1_024, 1000);

        float[] values = usage.read(2 * SECOND, Set.of(1L, 2L));

        assertThat(value(values, "cpu_percent")).isCloseTo(75, within(0.01f));
        assertThat(value(values, "memory_mib")).isCloseTo(50.8f, within(0.1f));
        assertThat(value(values, "disk_write_bytes_per_s")).isEqualTo(2500);
    }

    @Test
    void countsAllThatANewMemberConsumedSinceItsBirth() throws IOException {
        process(1, 100, 1_024, 0);
        usage.read(0, Set.of(1L));
        process(7, 90, 1_024, 0);

        assertThat(value(usage.read(SECOND, Set.of(1L, 7L)), "cpu_percent")).isCloseTo(90, within(0.01f));
    }

    @Test
    void doesNotGoNegativeWhenAMemberLeaves() throws IOException {
        process(1, 100, 1_024, 0);
        process(2, 5000, 1_024, 0);
        usage.read(0, Set.of(1L, 2L));
        process(1, 101, 1_024, 0);

        assertThat(value(usage.read(SECOND, Set.of(1L)), "cpu_percent")).isCloseTo(1, within(0.01f));
    }

    @Test
    void knowsNothingOfAGroupWithoutProcesses() {
        usage.read(0, Set.of());

        assertThat(usage.read(SECOND, Set.of(99L))).containsOnly(Float.NaN);
    }

    @Test
    void hasNoRatesAfterTheServerWasAway() throws IOException {
        process(1, 100, 1_024, 0);
        usage.read(0, Set.of(1L));
        usage.read(SECOND, Set.of());
        process(1, 200, 1_024, 0);

        float[] values = usage.read(2 * SECOND, Set.of(1L));

        assertThat(value(values, "cpu_percent")).isNaN();
        assertThat(value(values, "memory_mib")).isEqualTo(1);
    }

    @Test
    void readsThisProcess() {
        assertThat(new ProcFs(Path.of("/proc")).read(ProcessHandle.current().pid()))
                .hasValueSatisfying(stats -> {
                    assertThat(stats.cpuSeconds()).isPositive();
                    assertThat(stats.memoryMib()).isBetween(10.0, 100_000.0);
                });
    }

    private static float value(float[] values, String metric) {
        return values[GroupUsage.METRICS.stream().map(Metric::name).toList().indexOf(metric)];
    }

    private void process(long pid, int ticks, int anonymousKb, int written) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.createDirectories(folder.resolve("task"));
        String stat = "%d (odd ) name) S 1 1 1 0 -1 0 11 0 22 0 %d 0 0 0 20 0 1 0 5 0 0".formatted(pid, ticks);
        Files.writeString(folder.resolve("stat"), stat);
        Files.writeString(folder.resolve("status"), "RssAnon:\t%d kB\nRssShmem:\t0 kB\n".formatted(anonymousKb));
        Files.writeString(folder.resolve("io"), "read_bytes: 0\nwrite_bytes: %d\n".formatted(written));
    }
}
