package dev.quintet.anomaly.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names the cause of a shift by its likeness to examples; one example a cause is enough. Of each cause the mean of its
 * examples is kept, of a shift its cosine with it, which does not mind how hard the fault is, and its Bray-Curtis
 * likeness, which minds. Both look at whitened strengths beside sizes. Several causes at once each still resemble the
 * sum, so that the first of the list are the answer.
 */
public final class CauseModel {
    /** How much the sizes of moves count beside their strengths. */
    private static final double SIZE_WEIGHT = 0.7;

    private final Whitening whitening;
    private final List<Prototype> prototypes;
    private final double least;

    @SuppressWarnings("ArrayRecordComponent")
    private record Prototype(String cause, double[] direction, double[] mean) {}

    private CauseModel(Whitening whitening, List<Prototype> prototypes, double least) {
        this.whitening = whitening;
        this.prototypes = List.copyOf(prototypes);
        this.least = least;
    }

    /**
     * Learns from examples that all have the same metrics.
     *
     * @throws IllegalArgumentException without an example
     */
    public static CauseModel learn(List<Example> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("no example to learn from");
        }
        Whitening whitening = Whitening.of(
                examples.stream().flatMap(example -> example.play().stream()).toList());
        Map<String, List<double[]>> features = new TreeMap<>();
        examples.forEach(example -> features.computeIfAbsent(example.cause(), cause -> new ArrayList<>())
                .add(features(whitening, example.shift())));
        return new CauseModel(whitening, prototypes(features), Rejection.least(features));
    }

    static List<Prototype> prototypes(Map<String, List<double[]>> features) {
        List<Prototype> prototypes = new ArrayList<>();
        features.forEach((cause, all) -> prototypes.add(new Prototype(
                cause, Vectors.unit(Vectors.mean(all.stream().map(Vectors::unit).toList())), Vectors.mean(all))));
        return prototypes;
    }

    /** How well causes with these features fit a shift with those, best first. */
    static List<CauseFit> fits(List<Prototype> prototypes, double[] features) {
        double[] direction = Vectors.unit(features);
        return prototypes.stream()
                .map(prototype -> new CauseFit(
                        prototype.cause(),
                        (1
                                        + Vectors.dot(prototype.direction(), direction)
                                        + 1
                                        - Vectors.unlike(prototype.mean(), features))
                                / 3))
                .sorted(Comparator.comparingDouble(CauseFit::fit).reversed())
                .toList();
    }

    private static double[] features(Whitening whitening, Shift shift) {
        double[] strength = whitening.apply(shift.strength());
        double[] features = new double[2 * strength.length];
        System.arraycopy(strength, 0, features, 0, strength.length);
        for (int i = 0; i < strength.length; i++) {
            features[strength.length + i] = SIZE_WEIGHT * shift.size()[i];
        }
        return features;
    }

    /** All known causes, best first. */
    public List<CauseFit> fits(Shift shift) {
        return fits(prototypes, features(whitening, shift));
    }

    /** The fit below which a cause is not to be named: what was seen is unknown. */
    public double leastFit() {
        return least;
    }

    public List<String> causes() {
        return prototypes.stream().map(Prototype::cause).toList();
    }

    /** The fit of each cause, by name. */
    public Map<String, Double> byCause(Shift shift) {
        Map<String, Double> fits = new LinkedHashMap<>();
        fits(shift).forEach(fit -> fits.put(fit.cause(), fit.fit()));
        return fits;
    }
}
