package dev.quintet.local.load;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import dev.quintet.local.supervise.StartFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoadCommandTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Test
    void everyModeIsKnownByItsLowerCaseName() {
        for (LoadMode mode : LoadMode.values()) {
            assertThat(new CommandLine(new LoadCommand())
                            .parseArgs("--mode", mode.toString())
                            .errors())
                    .isEmpty();
        }
        assertThatThrownBy(() -> new CommandLine(new LoadCommand()).parseArgs("--mode", "storm"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must be check, mixed, spike or all, not storm");
    }

    @Test
    void numbersOutOfBoundsAreNamed() {
        assertThatThrownBy(() -> new LoadOptions(LoadMode.ALL, 0, 1, 1, 1, LIMIT).checked())
                .isInstanceOf(StartFailure.class)
                .hasMessage("--requests must be 1 to 1000000, not 0");
        assertThatThrownBy(() -> new LoadOptions(LoadMode.ALL, 1, 257, 1, 1, LIMIT).checked())
                .hasMessage("--concurrency must be 1 to 256, not 257");
        assertThatThrownBy(() -> new LoadOptions(LoadMode.ALL, 1, 1, 1_000_001, 1, LIMIT).checked())
                .hasMessage("--spike-requests must be 1 to 1000000, not 1000001");
        assertThatThrownBy(() -> new LoadOptions(LoadMode.ALL, 1, 1, 1, -5, LIMIT).checked())
                .hasMessage("--spike-concurrency must be 1 to 256, not -5");
        assertThatThrownBy(() -> new LoadOptions(LoadMode.ALL, 1, 1, 1, 1, Duration.ofMillis(99)).checked())
                .hasMessage("--timeout-ms must be 100 to 60000, not 99");
    }

    @Test
    void allIncludesEveryMode() {
        assertThat(LoadMode.values()).allMatch(LoadMode.ALL::includes);
        assertThat(LoadMode.CHECK.includes(LoadMode.SPIKE)).isFalse();
    }
}
