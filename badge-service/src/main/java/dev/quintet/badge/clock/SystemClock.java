package dev.quintet.badge.clock;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The clock of everything in this service; tests bring their own. */
final class SystemClock {
    @Produces
    @Singleton
    static Clock utc() {
        return Clock.systemUTC();
    }
}
