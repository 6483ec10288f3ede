package dev.quintet.common.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Ids: UTC time to the millisecond and four random hex digits, so that their order is that of time. */
public final class TimeOrderedIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    /** An id of now. */
    public String next() {
        return TIME.format(clock.instant()) + "-" + HexFormat.of().toHexDigits((short) random.nextInt());
    }
}
