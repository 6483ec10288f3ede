package dev.quintet.anomaly.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.quintet.anomaly.detection.RankHistory.Ranked;
import dev.quintet.anomaly.metric.Sample;

/**
 * A stretch of time in which a node was anomalous, and the calm before it.
 *
 * @param since when it began
 * @param rank its highest rank
 * @param calm samples before, oldest first
 * @param anomalous samples since
 */
record Episode(Instant since, double rank, List<Sample> calm, List<Sample> anomalous) {
    /** A pause this short does not end an episode. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int MOST_CALM = 120;
    private static final int LEAST_CALM = 10;

    /**
     * The latest episode that reaches into the window.
     *
     * @param ranks all that are held, oldest first
     * @param samples all that are held, oldest first
     * @param from the beginning of the window
     * @return empty if there is none, or if there is not enough calm before it to compare with
     */
    static Optional<Episode> latest(List<Ranked> ranks, List<Sample> samples, Instant from) {
        Set<Instant> times = new HashSet<>();
        Instant since = null;
        double highest = 0;
        for (int i = ranks.size() - 1; i >= 0; i--) {
            Ranked ranked = ranks.get(i);
            boolean before = since == null
                    ? ranked.time().isBefore(from)
                    : Duration.between(ranked.time(), since).compareTo(PAUSE) > 0;
            if (before) {
                break;
            }
            if (ranked.anomalous()) {
                since = ranked.time();
                highest = Math.max(highest, ranked.rank());
                times.add(since);
            }
        }
        if (since == null) {
            return Optional.empty();
        }
        List<Sample> calm = calmBefore(since, ranks, samples);
        List<Sample> anomalous = samples.stream()
                .filter(sample ->
                        times.contains(sample.time()) && !sample.time().isBefore(from))
                .toList();
        return calm.size() < LEAST_CALM || anomalous.isEmpty()
                ? Optional.empty()
                : Optional.of(new Episode(since, highest, calm, anomalous));
    }

    private static List<Sample> calmBefore(Instant since, List<Ranked> ranks, List<Sample> samples) {
        Set<Instant> anomalous = new HashSet<>();
        ranks.stream().filter(Ranked::anomalous).forEach(ranked -> anomalous.add(ranked.time()));
        List<Sample> calm = new ArrayList<>();
        for (Sample sample : samples) {
            if (sample.time().isBefore(since) && !anomalous.contains(sample.time())) {
                calm.add(sample);
            }
        }
        return calm.subList(Math.max(0, calm.size() - MOST_CALM), calm.size());
    }
}
