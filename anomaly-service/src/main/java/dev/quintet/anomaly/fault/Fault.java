package dev.quintet.anomaly.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import dev.quintet.anomaly.fault.FaultInjector.Injection;

/** A fault in force, from its injection to its recovery. */
final class Fault {
    private final FaultSpec spec;
    private final Injection injection;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean recovering;
    private volatile Instant retryAt = Instant.MAX;

    Fault(FaultSpec spec, Injection injection) {
        this.spec = spec;
        this.injection = injection;
    }

    FaultSpec spec() {
        return spec;
    }

    Injection injection() {
        return injection;
    }

    Instant since() {
        return injection.since();
    }

    Instant endsAt() {
        Duration duration = spec.duration();
        return since().plus(duration);
    }

    /** Completes when the fault is recovered, exceptionally if that failed. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    boolean recovering() {
        return recovering;
    }

    /** True for the first caller, who has to recover it then. */
    synchronized boolean claimRecovery() {
        if (recovering) {
            return false;
        }
        recovering = true;
        return true;
    }

    /** A recovery failed: from {@code at} on it may be tried again. */
    synchronized void releaseRecovery(Instant at) {
        retryAt = at;
        recovering = false;
    }

    /** Whether it ought to be recovered by now, by its duration or because an earlier recovery failed. */
    boolean overdue(Instant now) {
        return !now.isBefore(endsAt()) || !now.isBefore(retryAt);
    }
}
