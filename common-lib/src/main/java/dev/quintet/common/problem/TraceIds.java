package dev.quintet.common.problem;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import org.jboss.logging.MDC;

/** Finds the trace id of the present request, so that an answer and the log can be matched. */
final class TraceIds {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceIds() {}

    /**
     * The tracer's id where one is running, else the caller's by {@code traceparent}, else a new one.
     *
     * @param traceparent the header as it came, or null
     */
    static String current(String traceparent) {
        if (MDC.get("traceId") instanceof String traced && !traced.isBlank()) {
            return traced;
        }
        if (traceparent != null) {
            var matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
