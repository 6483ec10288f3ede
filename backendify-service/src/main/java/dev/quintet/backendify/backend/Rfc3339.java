package dev.quintet.backendify.backend;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads dates strictly: what the grammar of RFC 3339 does not allow, or no calendar has, is refused.
 *
 * <p>Written by hand because {@code java.time} is laxer in some places (it allows {@code +19} without minutes, years of
 * ten digits, and moves {@code 23:59:60} back instead of forth) and stricter in others (offsets end at 18 hours).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
public final class Rfc3339 {
    private static final int SHORTEST = "2000-01-01T00:00:00Z".length();
    /** Digits of a second's fraction beyond nanoseconds are dropped; so many are read before the text is refused. */
    private static final int LONGEST = 64;

    private static final long FIRST_SECOND = LocalDateTime.of(0, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long LAST_SECOND =
            LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

    private Rfc3339() {}

    /**
     * The moment that the text names. A leap second becomes the first second of the next day, for Java has none.
     *
     * @throws DateTimeException if the text is not a date-time of RFC 3339, the day or time does not exist, or the
     *     moment has no four-digit year in UTC
     */
    public static Instant parse(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw refused(text);
        }
        expect(text, 4, '-');
        expect(text, 7, '-');
        expect(text, 13, ':');
        expect(text, 16, ':');
        if (text.charAt(10) != 'T' && text.charAt(10) != 't') {
            throw refused(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 60) {
            throw refused(text);
        }
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        int offsetAt = endOfFraction(text);
        long epochSecond =
                day.toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second - offsetSeconds(text, offsetAt);
        if ((second == 60 && !endsAMonthOfLeapSeconds(epochSecond))
                || epochSecond < FIRST_SECOND
                || epochSecond > LAST_SECOND) {
            throw refused(text);
        }
        return Instant.ofEpochSecond(epochSecond, second == 60 ? 0 : nanos(text, offsetAt));
    }

    private static int endOfFraction(String text) {
        int at = 19;
        if (text.charAt(at) != '.') {
            return at;
        }
        at++;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == 20 || at == text.length()) {
            throw refused(text);
        }
        return at;
    }

    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int place = 0; place < 9; place++) {
            int at = 20 + place;
            nanos = nanos * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return nanos;
    }

    private static int offsetSeconds(String text, int at) {
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            if (text.length() != at + 1) {
                throw refused(text);
            }
            return 0;
        }
        if ((sign != '+' && sign != '-') || text.length() != at + 6) {
            throw refused(text);
        }
        expect(text, at + 3, ':');
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        if (hours > 23 || minutes > 59) {
            throw refused(text);
        }
        int seconds = hours * 3_600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** Leap seconds come only before the first of January and the first of July, UTC. */
    private static boolean endsAMonthOfLeapSeconds(long nextSecond) {
        if (Math.floorMod(nextSecond, 86_400L) != 0) {
            return false;
        }
        LocalDate next = LocalDate.ofEpochDay(Math.floorDiv(nextSecond, 86_400L));
        return next.getDayOfMonth() == 1 && (next.getMonthValue() == 1 || next.getMonthValue() == 7);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (!isDigit(digit)) {
                throw refused(text);
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static void expect(String text, int at, char wanted) {
        if (text.charAt(at) != wanted) {
            throw refused(text);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static DateTimeException refused(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return new DateTimeException("not a date-time of RFC 3339: " + shown);
    }
}
