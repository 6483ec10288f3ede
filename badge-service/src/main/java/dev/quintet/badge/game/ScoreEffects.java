package dev.quintet.badge.game;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;

import dev.quintet.badge.database.Session;
import dev.quintet.badge.telemetry.TelemetryConfig;

/** All that new scores set off: few do, and which is asked for many at once. */
@Singleton
public class ScoreEffects {
    private static final String LOCK =
            "SELECT id FROM users WHERE id = ANY (?::bigint[]) ORDER BY id FOR NO KEY UPDATE";

    private final List<ScoreEffect> effects;
    private final MeterRegistry metrics;
    private final String host;

    ScoreEffects(@All List<ScoreEffect> effects, MeterRegistry metrics, TelemetryConfig telemetry) {
        this.effects = effects;
        this.metrics = metrics;
        this.host = telemetry.host();
    }

    /** By effect the record ids of the scores that may set it off. */
    record Candidates(Map<ScoreEffect, Set<Long>> byEffect) {
        boolean has(StoredScore score) {
            return byEffect.values().stream().anyMatch(ids -> ids.contains(score.id()));
        }

        Candidates and(Candidates others) {
            Map<ScoreEffect, Set<Long>> both = new LinkedHashMap<>();
            byEffect.forEach((effect, ids) -> {
                Set<Long> all = new HashSet<>(ids);
                all.addAll(others.byEffect.get(effect));
                both.put(effect, all);
            });
            return new Candidates(both);
        }
    }

    Candidates candidates(Session session, List<StoredScore> scores) throws SQLException {
        Map<ScoreEffect, Set<Long>> byEffect = new LinkedHashMap<>();
        for (ScoreEffect effect : effects) {
            byEffect.put(effect, scores.isEmpty() ? Set.of() : effect.candidates(session, scores));
        }
        return new Candidates(byEffect);
    }

    /** Until the transaction ends nobody else decides about these people. Always in one order, so nobody waits in a ring. */
    void lock(Session session, Collection<Long> people) throws SQLException {
        if (!people.isEmpty()) {
            session.list(LOCK, row -> true, (Object)
                    people.stream().mapToLong(Long::longValue).toArray());
        }
    }

    /**
     * Whoever decides about the score's person is waited for: what the score has set off is there from here on, and
     * nothing more is set off by it. What it has begun goes on without it.
     */
    public void takeBack(Session session, StoredScore score) throws SQLException {
        lock(session, List.of(score.userId()));
        for (ScoreEffect effect : effects) {
            effect.takeBack(session, score);
        }
    }

    /** Applies the effects of the candidates, whose people are locked, in the order of the scores. */
    void apply(Session session, Candidates candidates, List<StoredScore> scores) throws SQLException {
        for (Map.Entry<ScoreEffect, Set<Long>> effect : candidates.byEffect().entrySet()) {
            for (StoredScore score : scores) {
                if (effect.getValue().contains(score.id())) {
                    effect.getKey().apply(session, score);
                }
            }
        }
    }

    /** Counts events that are done, under the original's names. */
    void count(String event, int number) {
        metrics.counter("processed", "host", host, "event", event).increment(number);
    }

    /** Counts scores whose effects are done. */
    void countScores(int number) {
        effects.forEach(effect -> count(effect.event(), number));
    }
}
