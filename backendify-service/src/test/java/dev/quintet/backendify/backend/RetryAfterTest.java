package dev.quintet.backendify.backend;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2024-02-29T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "' 120 ', 120", "99999999999999999999, 2147483647"})
    void secondsAreRead(String value, long seconds) {
        assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void aDateIsReadAndOneOfThePastMeansNow() {
        assertThat(RetryAfter.parse("Thu, 29 Feb 2024 12:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Thu, 29 Feb 2024 11:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-5", "1.5", "2024-02-29T12:00:30Z"})
    void anythingElseIsNoWish(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }
}
