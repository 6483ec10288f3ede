package dev.quintet.gateway.wire;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long a test waits for what will come: so long that only what never comes is missed, on the slowest machine. */
public final class Patience {
    public static final int SECONDS = 60;

    private Patience() {}

    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(SECONDS));
    }
}
