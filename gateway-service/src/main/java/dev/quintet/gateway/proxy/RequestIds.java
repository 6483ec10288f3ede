package dev.quintet.gateway.proxy;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes and judges the ids by which a request is found again in logs and traces. */
final class RequestIds {
    private static final int MAX_LENGTH = 128;
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    private RequestIds() {}

    /** The client's {@code X-Request-Id} if it is 1 to 128 of {@code A-Za-z0-9._:-}, else a new one. */
    static String requestId(String given, RandomGenerator random) {
        return given != null && isSane(given) ? given : HexFormat.of().toHexDigits(random.nextLong());
    }

    private static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_' && c != '.' && c != ':') {
                return false;
            }
        }
        return true;
    }

    /**
     * The client's trace if well-formed, else a new one.
     *
     * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
     */
    static String traceparent(String given, RandomGenerator random) {
        if (given != null && isTraceparent(given)) {
            return given;
        }
        HexFormat hex = HexFormat.of();
        // An id of zeros means none; a low bit set keeps both from it.
        String trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
        return "00-" + trace + "-" + hex.toHexDigits(random.nextLong() | 1) + "-01";
    }

    private static boolean isTraceparent(String given) {
        if (given.length() != 55 || given.charAt(2) != '-' || given.charAt(35) != '-' || given.charAt(52) != '-') {
            return false;
        }
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (!hex && i != 2 && i != 35 && i != 52) {
                return false;
            }
        }
        return !given.startsWith("ff")
                && !given.regionMatches(3, NO_TRACE, 0, 32)
                && !given.regionMatches(36, NO_SPAN, 0, 16);
    }
}
