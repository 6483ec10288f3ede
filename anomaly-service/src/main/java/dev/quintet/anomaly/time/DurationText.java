package dev.quintet.anomaly.time;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as clients write them: {@code 30}, {@code 1.5} (seconds), {@code 30s}, {@code 500ms}, {@code 1h30m}. */
public final class DurationText {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9})ms)?");

    private DurationText() {}

    /** The duration, never negative; empty if the text is none. */
    public static Optional<Duration> parse(String text) {
        String given = text.strip();
        if (SECONDS.matcher(given).matches()) {
            return Optional.of(seconds(given));
        }
        Matcher units = UNITS.matcher(given);
        if (given.isEmpty() || !units.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(whole(units.group(1)))
                .plusHours(whole(units.group(2)))
                .plusMinutes(whole(units.group(3)))
                .plus(seconds(units.group(4) == null ? "0" : units.group(4)))
                .plusMillis(whole(units.group(5))));
    }

    private static long whole(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValue());
    }
}
