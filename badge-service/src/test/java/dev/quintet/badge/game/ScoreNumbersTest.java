package dev.quintet.badge.game;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScoreNumbersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"0,0", "'\"7\"',7", "12.0,12", "1e3,1000", "9007199254740991,9007199254740991", "'\" 8 \"',8"})
    void pointsAreWholeNumbersWrittenAnyWay(String json, long points) throws JsonProcessingException {
        assertThat(ScoreNumbers.points(read(json))).contains(points);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0.5",
                "9007199254740992",
                "1e400",
                "\"1e3\"",
                "\"-1\"",
                "\"\"",
                "\"٣\"",
                "true",
                "null",
                "[]",
                "{}",
                "123456789012345678901234567890",
                "\"123456789012345678901\""
            })
    void whatIsNoWholeNumberInRangeIsRefused(String json) throws JsonProcessingException {
        assertThat(ScoreNumbers.points(read(json))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "61,61000", "'\"12.5\"',12500", "0.0004,0", "0.0005,1", "1000000000,1000000000000"})
    void durationsAreKeptInThousandths(String json, long millis) throws JsonProcessingException {
        assertThat(ScoreNumbers.durationMillis(read(json))).contains(millis);
    }

    @Test
    void anAbsentFieldIsRefused() {
        assertThat(ScoreNumbers.points(null)).isEmpty();
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }
}
