package dev.quintet.anomaly.time;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "30, PT30S",
        "1.5, PT1.5S",
        "30s, PT30S",
        "0.25s, PT0.25S",
        "500ms, PT0.5S",
        "2m, PT2M",
        "1h30m, PT1H30M",
        "1d2h3m4s5ms, P1DT2H3M4.005S",
        "0, PT0S",
        "' 7s ', PT7S"
    })
    void readsSecondsAndUnits(String text, Duration expected) {
        assertThat(DurationText.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "-5s",
                "s",
                "ten",
                "1e3",
                "NaN",
                "5 s",
                "1s1m",
                "99999999999",
                "PT5S",
                "true",
                "5x"
            })
    void refusesWhatIsNoDuration(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
