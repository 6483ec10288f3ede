package dev.quintet.badge.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a badge says of itself: any text that is printable ASCII without {@code |}, 1 to 128 characters each; real
 * badges send a uuid and a MAC address, but the original never asked for that.
 */
public record BadgePair(String uuid, String mac) {
    /** The longest uuid or MAC address taken. */
    public static final int MAX_LENGTH = 128;

    // "|" parts the two in Redis; with it inside, two badges could look the same.
    private static final Pattern VALID = Pattern.compile("[ -{}~]{1," + MAX_LENGTH + "}");

    public BadgePair {
        if (!isValid(uuid) || !isValid(mac)) {
            throw new IllegalArgumentException("not a badge's uuid and MAC address");
        }
    }

    /** Empty if one is missing or malformed. */
    public static Optional<BadgePair> of(String uuid, String mac) {
        return uuid != null && mac != null && isValid(uuid.strip()) && isValid(mac.strip())
                ? Optional.of(new BadgePair(uuid.strip(), mac.strip()))
                : Optional.empty();
    }

    static boolean isValid(String part) {
        // A pair is a Redis key of its own, as the bot knows it: it must not look like one of the suite's keys.
        return VALID.matcher(part).matches() && !part.isBlank() && !part.startsWith("quintet:");
    }

    /** The form under which Redis, and the original's bot, know the pair. */
    public String joined() {
        return uuid + "|" + mac;
    }

    /** The inverse of {@link #joined()}. */
    public static BadgePair parse(String joined) {
        int bar = joined.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("not uuid|mac");
        }
        return new BadgePair(joined.substring(0, bar), joined.substring(bar + 1));
    }
}
