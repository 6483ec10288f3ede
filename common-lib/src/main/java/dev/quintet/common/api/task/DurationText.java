package dev.quintet.common.api.task;

import java.time.Duration;
import java.util.regex.Matcher;

/** Durations as people write them: {@code 250ms}, {@code 30s}, {@code 1.5h}, {@code 2d}; a bare number is seconds. */
public final class DurationText {
    public static final String PATTERN = "(\\d{1,9}(?:\\.\\d{1,6})?)\\s?(ms|s|m|h|d)?";
    public static final String MESSAGE = "must be a duration such as 250ms, 30s, 5m, 1h or 2d";

    private static final java.util.regex.Pattern SYNTAX = java.util.regex.Pattern.compile(PATTERN);

    private DurationText() {}

    /** Never negative; to the millisecond. Fails with {@link IllegalArgumentException}, whose message says what is allowed. */
    public static Duration parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(MESSAGE);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double millis =
                switch (unit) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> 86_400_000;
                };
        return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * millis));
    }
}
