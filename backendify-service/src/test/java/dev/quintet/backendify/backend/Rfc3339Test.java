package dev.quintet.backendify.backend;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Rfc3339Test {
    @ParameterizedTest
    @CsvSource({
        "2024-02-29T12:00:00Z, 2024-02-29T12:00:00Z",
        "2024-02-29t12:00:00z, 2024-02-29T12:00:00Z",
        "2001-01-01T00:30:00+02:00, 2000-12-31T22:30:00Z",
        "2001-01-01T00:30:00-05:45, 2001-01-01T06:15:00Z",
        "2001-01-01T00:30:00-00:00, 2001-01-01T00:30:00Z",
        "2001-01-01T23:00:00+23:59, 2000-12-31T23:01:00Z",
        "2001-01-01T00:00:00.5Z, 2001-01-01T00:00:00.500Z",
        "2001-01-01T00:00:00.123456789123Z, 2001-01-01T00:00:00.123456789Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2017-01-01T01:59:60.9+02:00, 2017-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    })
    void datesOfTheGrammarBecomeUtc(String text, String utc) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Instant.parse(utc));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2023-02-29T12:00:00Z",
                "2023-02-30T12:00:00Z",
                "2023-13-01T12:00:00Z",
                "2023-00-01T12:00:00Z",
                "2023-01-00T12:00:00Z",
                "2023-01-01T24:00:00Z",
                "2023-01-01T12:60:00Z",
                "2023-01-01T12:00:60Z",
                "2023-06-15T23:59:60Z",
                "2023-01-01T12:00:61Z",
                "2023-01-01T12:00:00",
                "2023-01-01T12:00:00.Z",
                "2023-01-01T12:00:00.5",
                "2023-01-01T12:00:00+0200",
                "2023-01-01T12:00:00+02",
                "2023-01-01T12:00:00+24:00",
                "2023-01-01T12:00:00+02:60",
                "2023-01-01T12:00:00Z ",
                " 2023-01-01T12:00:00Z",
                "2023-01-01 12:00:00Z",
                "2023-1-1T12:00:00Z",
                "23-01-01T12:00:00Z",
                "2023-01-01",
                "2023-01-01T12:00Z",
                "2023-01-01T12:00:00ZZ",
                "+2023-01-01T12:00:00Z",
                "２０２３-01-01T12:00:00Z",
                "0000-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "tomorrow",
                "1700000000"
            })
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Property
    void everyMomentWithEveryOffsetIsReadBack(
            @ForAll @LongRange(min = 0, max = 250_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -17 * 60, max = 17 * 60) int offsetMinutes) {
        Instant moment = Instant.ofEpochSecond(second, nano);
        OffsetDateTime written = moment.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        String text = String.format(
                "%tFT%<tT.%09d%s", written, nano, written.getOffset().getId());
        assertThat(Rfc3339.parse(text)).isEqualTo(moment);
    }

    @Property
    void noTextAtAllBreaksIt(@ForAll String text) {
        try {
            assertThat(Rfc3339.parse(text)).isNotNull();
        } catch (DateTimeException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @Example
    void aComplaintIsNeverLongerThanTheTextIsWorth() {
        assertThatThrownBy(() -> Rfc3339.parse("x".repeat(10_000))).hasMessageMatching("(?s).{1,120}");
    }
}
