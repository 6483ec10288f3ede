package dev.quintet.gateway.limit;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sustained rate and how far a caller may run ahead of it.
 *
 * @param permits requests in a period, 1 to 1,000,000
 * @param periodMicros the period, microseconds
 * @param burst requests at once, 1 to 10,000,000
 */
public record Quota(int permits, long periodMicros, int burst) {
    private static final int MOST_PERMITS = 1_000_000;
    private static final int MOST_BURST = 10_000_000;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})/([smh])");
    private static final Map<String, TimeUnit> UNITS =
            Map.of("s", TimeUnit.SECONDS, "m", TimeUnit.MINUTES, "h", TimeUnit.HOURS);

    public Quota {
        if (permits < 1 || permits > MOST_PERMITS || burst < 1 || burst > MOST_BURST) {
            throw new IllegalArgumentException(
                    "rates are 1 to " + MOST_PERMITS + " a period, bursts 1 to " + MOST_BURST);
        }
    }

    /**
     * @param text {@code 100/s}, {@code 100/m} or {@code 100/h}
     * @param burst twice the permits if not given
     * @throws IllegalArgumentException with what is allowed
     */
    public static Quota parse(String text, OptionalInt burst) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException("a rate is a number a second, minute or hour: 100/s, 100/m, 100/h");
        }
        int permits = Integer.parseInt(form.group(1));
        long period = UNITS.get(form.group(2)).toMicros(1);
        return new Quota(permits, period, burst.orElse(Math.max(1, 2 * permits)));
    }

    /** Between two requests at the sustained rate, microseconds; may be a fraction. */
    public double emissionMicros() {
        return (double) periodMicros / permits;
    }

    /** How long an unused quota takes to be full again, whole seconds, at least one. */
    public long windowSeconds() {
        return Math.max(1, Math.round(emissionMicros() * burst / TimeUnit.SECONDS.toMicros(1)));
    }
}
