package dev.quintet.anomaly.detection;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkChangeTest {
    @ParameterizedTest(name = "work {0} to {1}, metric {2} to {3}: {4} unexplained")
    @CsvSource({
        "180, 180, 50, 50, 0",
        "180, 180, 50, 70, 20",
        "180, 180, 50, 30, -20",
        "180, 380, 50, 100, 0",
        "180, 380, 50, 50, 0",
        "180, 380, 50, 120, 20",
        "180, 380, 50, 40, -10",
        "180, 80, 50, 25, 0",
        "180, 80, 50, 37, 0",
        "180, 80, 50, 50, 12.5",
        "180, 80, 50, 15, -10",
        "0, 500, 1, 90, 0",
        "0, 10, 1, 90, 88.5",
        "NaN, 500, 1, 90, 89"
    })
    void explainsWhatScalesWithTheWork(double workBefore, double workNow, double before, double now, double rest) {
        assertThat(WorkChange.between(workBefore, workNow).unexplained(before, now))
                .isEqualTo(rest);
    }
}
