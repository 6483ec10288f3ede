package dev.quintet.workload.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.workload.LatencyMs;
import dev.quintet.common.api.workload.RunReport.Measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ExternalProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AtomicInteger gone = new AtomicInteger();

    /** Keeps the lines. */
    private static final class Lines implements ProgramOutput {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void line(String line) {
            lines.add(line);
        }

        @Override
        public Measured interval() {
            return new Measured(0, 0, 0, 0, LatencyMs.NONE);
        }

        @Override
        public Measured total() {
            return interval();
        }

        @Override
        public Histogram latency() {
            return Latencies.empty();
        }

        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }
    }

    private ExternalProcess start(List<String> command, Lines output) throws IOException {
        return ExternalProcess.start(
                command, List.of("user=me", "password=a'b $c \\d"), output, Thread::new, gone::incrementAndGet);
    }

    @Test
    void aProgramReadsItsSettingsFromItsInputAndItsOutputIsRead() throws IOException {
        Lines output = new Lines();
        start(List.of("sh", "-c", "cat; echo \"arguments: $*\"; echo wrong >&2", "program", "run"), output);
        await().atMost(PATIENCE).until(() -> gone.get() == 1);
        assertThat(output.lines).containsExactly("user=me", "password=a'b $c \\d", "arguments: run", "wrong");
    }

    @Test
    void aProgramThatWouldRunOnIsEnded() throws IOException {
        Lines output = new Lines();
        ExternalProcess process = start(List.of("sh", "-c", "echo $$; exec sleep 600"), output);
        await().atMost(PATIENCE).until(() -> output.lines.size() == 1);
        long pid = Long.parseLong(output.lines.get(0));
        assertThat(ProcessHandle.of(pid)).isPresent();
        process.end();
        await().atMost(PATIENCE).until(() -> gone.get() == 1 && !process.alive());
        await().atMost(PATIENCE)
                .until(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }
}
