package dev.quintet.anomaly.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.quintet.anomaly.detection.CauseScorer;
import dev.quintet.anomaly.detection.RankStore;
import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.anomaly.metric.MetricGroup;
import dev.quintet.anomaly.metric.MetricStore;
import dev.quintet.anomaly.metric.Sample;
import dev.quintet.common.api.anomaly.Diagnosis;
import dev.quintet.common.api.anomaly.Evidence;

/**
 * Names the causes of what the ranks show, from metrics and ranks alone. A node's score of a cause is how well the
 * way the metrics moved fits its examples, or, where it has none, its signature, times the node's rank, times the node's weight.
 */
public final class Diagnoser implements CauseScorer {
    /** A cause that fits less than this is not named. */
    static final double LEAST_FIT = 0.55;

    /** A strongest movement below this is no more than noise, whatever direction it happens to have. */
    private static final double CLEAR = 0.5;

    private static final int MOST_EVIDENCE = 6;
    private static final Duration LIVE_WINDOW = Duration.ofSeconds(10);

    private final MetricStore metrics;
    private final RankStore ranks;
    private final List<Signature> signatures;
    private final List<String> nodes;
    private final LearnedCauses learned;

    public Diagnoser(
            MetricStore metrics,
            RankStore ranks,
            List<Signature> signatures,
            List<String> nodes,
            LearnedCauses learned) {
        this.metrics = metrics;
        this.ranks = ranks;
        this.signatures = List.copyOf(signatures);
        this.nodes = List.copyOf(nodes);
        this.learned = learned;
    }

    @Override
    public List<String> causes() {
        return Stream.concat(
                        signatures.stream().map(Signature::cause),
                        learned.current().stream().flatMap(fits -> fits.causes().stream()))
                .distinct()
                .toList();
    }

    @Override
    public Map<String, Double> score(String node, Instant now) {
        return episode(node, now.minus(LIVE_WINDOW))
                .map(episode -> fits(movements(episode)))
                .orElse(Map.of());
    }

    /** The causes of what was anomalous from {@code from} on, likeliest first; empty if nothing was. */
    public List<Diagnosis> diagnose(Instant from) {
        Map<String, Episode> episodes = new LinkedHashMap<>();
        nodes.forEach(node -> episode(node, from).ifPresent(episode -> episodes.put(node, episode)));
        double[] weights = NodeWeights.of(aligned(List.copyOf(episodes.keySet()), episodes));
        List<Diagnosis> found = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, Episode> entry : episodes.entrySet()) {
            found.addAll(causes(entry.getKey(), entry.getValue(), weights[index++]));
        }
        found.sort(Comparator.comparingDouble(Diagnosis::score).reversed());
        return found;
    }

    private Optional<Episode> episode(String node, Instant from) {
        return Episode.latest(
                ranks.of(node).since(Instant.EPOCH), metrics.series(node).since(Instant.EPOCH), from);
    }

    private Movements movements(Episode episode) {
        return Movements.between(episode.calm(), episode.anomalous(), metrics.catalog());
    }

    /** How well each cause fits, by the model in use beside the signatures. Best first. */
    private Map<String, Double> fits(Movements movements) {
        Map<MetricGroup, Double> observed = movements.byGroup();
        Map<String, Double> prior = new LinkedHashMap<>();
        signatures.forEach(signature -> prior.put(signature.cause(), signature.fit(observed)));
        Map<String, Double> fits =
                learned.current().map(model -> model.beside(prior, movements)).orElse(prior);
        double strongest =
                observed.values().stream().mapToDouble(Math::abs).max().orElse(0);
        double clarity = Math.min(1, strongest / CLEAR);
        Map<String, Double> sorted = new LinkedHashMap<>();
        fits.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(fit -> sorted.put(fit.getKey(), clarity * fit.getValue()));
        return sorted;
    }

    /** The node's latest anomaly that reaches into the window, as an example of a cause; empty if there is none. */
    Optional<LabelledEpisode> labelled(String node, Instant from, String cause) {
        return episode(node, from)
                .map(episode -> new LabelledEpisode(
                        node, cause, episode.since(), metrics.catalog(), episode.calm(), episode.anomalous()));
    }

    private List<Diagnosis> causes(String node, Episode episode, double weight) {
        Movements movements = movements(episode);
        Map<String, Double> fits = fits(movements);
        double certainty = episode.rank() * weight;
        List<Diagnosis> named = fits.entrySet().stream()
                .filter(fit -> fit.getValue() >= LEAST_FIT)
                .map(fit -> new Diagnosis(
                        node,
                        fit.getKey(),
                        certainty * fit.getValue(),
                        evidence(movements, directions(fit.getKey())),
                        episode.since()))
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        double best =
                fits.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return List.of(new Diagnosis(
                node, Diagnosis.UNKNOWN, certainty * (1 - best), evidence(movements, Map.of()), episode.since()));
    }

    /** What the cause is known to do; nothing if it is known by examples alone. */
    private Map<MetricGroup, Double> directions(String cause) {
        return signatures.stream()
                .filter(signature -> signature.cause().equals(cause))
                .findFirst()
                .map(Signature::directions)
                .orElse(Map.of());
    }

    private List<Evidence> evidence(Movements movements, Map<MetricGroup, Double> directions) {
        MetricCatalog catalog = metrics.catalog();
        return movements.strongest(catalog.size()).stream()
                .sorted(Comparator.comparing((Movement movement) -> !directions.containsKey(
                        catalog.metric(movement.column()).group())))
                .limit(MOST_EVIDENCE)
                .map(movement -> new Evidence(
                        catalog.metric(movement.column()).name(),
                        movement.before(),
                        movement.now(),
                        movement.before() == 0
                                ? null
                                : (movement.now() - movement.before()) / Math.abs(movement.before()),
                        movement.z(),
                        direction(
                                directions.get(catalog.metric(movement.column()).group()))))
                .toList();
    }

    private static String direction(Double expected) {
        if (expected == null) {
            return null;
        }
        return expected > 0 ? "up" : "down";
    }

    /** The metrics of the nodes at the seconds that all of them have, since the earliest episode and the calm before. */
    private List<float[][]> aligned(List<String> names, Map<String, Episode> episodes) {
        Instant from = episodes.values().stream()
                .map(episode -> episode.calm().get(0).time())
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        List<Map<Long, float[]>> rows = names.stream()
                .map(name -> metrics.series(name).since(from).stream()
                        .collect(Collectors.toMap(
                                sample -> sample.time().getEpochSecond(), Sample::values, (first, second) -> second)))
                .toList();
        List<Long> common = rows.isEmpty()
                ? List.of()
                : rows.get(0).keySet().stream()
                        .filter(second -> rows.stream().allMatch(row -> row.containsKey(second)))
                        .sorted()
                        .toList();
        return rows.stream()
                .map(row -> common.stream().map(row::get).toArray(float[][]::new))
                .toList();
    }
}
