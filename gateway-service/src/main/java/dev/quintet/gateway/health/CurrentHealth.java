package dev.quintet.gateway.health;

import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.quintet.common.api.gateway.SuiteHealth;

/** One round of questions at a time and a second, however many ask. */
@Singleton
class CurrentHealth {
    private record Round(long begunNanos, Uni<SuiteHealth> answer) {}

    private final HealthProbes probes;
    private final HealthConfig config;
    private final AtomicReference<Round> latest = new AtomicReference<>();

    CurrentHealth(HealthProbes probes, HealthConfig config) {
        this.probes = probes;
        this.config = config;
    }

    /** Never fails. */
    Uni<SuiteHealth> get() {
        long now = System.nanoTime();
        Round round = latest.updateAndGet(known -> known != null && isFresh(known, now) ? known : begin(now));
        return round.answer();
    }

    private boolean isFresh(Round round, long now) {
        return now - round.begunNanos() < config.cacheTtl().toNanos();
    }

    /** Asks nothing until somebody subscribes, so a round lost to a race costs nothing. */
    private Round begin(long now) {
        Uni<SuiteHealth> answer = Uni.combine()
                .all()
                .unis(probes.services(), probes.redis())
                .with(Aggregate::of)
                .memoize()
                .indefinitely();
        return new Round(now, answer);
    }
}
