package dev.quintet.task.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CronTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *             | UTC | 2026-01-01T00:00:00Z | 2026-01-01T00:01:00Z",
                "*/5 * * * *           | UTC | 2026-01-01T00:03:10Z | 2026-01-01T00:05:00Z",
                "*/10 * * * * *        | UTC | 2026-01-01T00:00:55Z | 2026-01-01T00:01:00Z",
                "30 9 * * mon-fri      | UTC | 2026-01-02T09:30:00Z | 2026-01-05T09:30:00Z",
                "0 0 1,15 * *          | UTC | 2026-01-02T00:00:00Z | 2026-01-15T00:00:00Z",
                "0 0 13 * FRI          | UTC | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
                "0 0 29 2 *            | UTC | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
                "0 0 * * 7             | UTC | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
                "10-40/15 3 * jan *    | UTC | 2026-01-01T03:11:00Z | 2026-01-01T03:25:00Z",
                "@daily                | UTC | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
                "0 9 * * *             | America/New_York | 2026-01-01T15:00:00Z | 2026-01-02T14:00:00Z",
                "0 9 * * *             | Asia/Kolkata     | 2026-01-01T00:00:00Z | 2026-01-01T03:30:00Z",
            })
    void comesNext(String cron, String zone, Instant after, Instant expected) {
        assertThat(Cron.parse(cron).next(after, ZoneId.of(zone))).isEqualTo(expected);
    }

    /** Berlin's clocks went from 02:00 to 03:00 on 29 March 2026 at 01:00 UTC. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *   | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z",
                "30 2 * * *   | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z",
                "*/30 * * * * | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z",
                "15 * * * *   | 2026-03-29T00:15:00Z | 2026-03-29T01:15:00Z",
            })
    void anHourLeftOutIsMadeUpForAtItsEnd(String cron, Instant after, Instant expected) {
        assertThat(Cron.parse(cron).next(after, ZoneId.of("Europe/Berlin"))).isEqualTo(expected);
    }

    /** Berlin's clocks went from 03:00 back to 02:00 on 25 October 2026 at 01:00 UTC. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *   | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z",
                "30 2 * * *   | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
                "*/30 * * * * | 2026-10-25T00:30:00Z | 2026-10-25T01:00:00Z",
                "15 * * * *   | 2026-10-25T00:15:00Z | 2026-10-25T01:15:00Z",
            })
    void ofTwoEqualHoursTheFirstCounts(String cron, Instant after, Instant expected) {
        assertThat(Cron.parse(cron).next(after, ZoneId.of("Europe/Berlin"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every day      | has 2 fields",
                "61 * * * *     | minute: 61 is not within 0..59",
                "* 24 * * *     | hour: 24",
                "* * 0 * *      | day of month: 0",
                "* * * 13 *     | month: 13",
                "* * * * 8      | day of week: 8",
                "* * * * mo     | day of week: \"mo\" is no number",
                "*/0 * * * *    | minute: the step",
                "5-1 * * * *    | ends before it begins",
                "1,,2 * * * *   | minute: \"\" is not understood",
                "-1 * * * *     | minute",
                "0 0 30 2 *     | never comes",
                "@sometimes     | known are @annually",
                "99999999999 * * * * | minute",
                "1-2-3 * * * *  | not understood",
            })
    void nonsenseIsNamed(String cron, String why) {
        assertThatThrownBy(() -> Cron.parse(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    /** Against the plain way: look at each minute. */
    @Property(tries = 200)
    void isTheFirstMinuteThatFits(
            @ForAll @IntRange(min = 1, max = 30) int step,
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(max = 6) int weekday,
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long after) {
        Cron cron = Cron.parse("*/" + step + " " + hour + " * * " + weekday);
        ZonedDateTime found =
                cron.next(Instant.ofEpochSecond(after), ZoneOffset.UTC).atZone(ZoneOffset.UTC);
        ZonedDateTime minute = Instant.ofEpochSecond(after)
                .atZone(ZoneOffset.UTC)
                .withSecond(0)
                .plusMinutes(1);
        while (minute.getMinute() % step != 0
                || minute.getHour() != hour
                || minute.getDayOfWeek().getValue() % 7 != weekday) {
            minute = minute.plusMinutes(1);
        }
        assertThat(found).isEqualTo(minute);
    }

    @Property(tries = 300)
    void neverStandsStillNorSkipsMoreThanItsPace(
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long after) {
        Instant from = Instant.ofEpochSecond(after);
        Instant next = Cron.parse("*/7 * * * *").next(from, ZoneId.of("America/St_Johns"));
        assertThat(next).isAfter(from).isBeforeOrEqualTo(from.plusSeconds(7 * 60));
    }
}
