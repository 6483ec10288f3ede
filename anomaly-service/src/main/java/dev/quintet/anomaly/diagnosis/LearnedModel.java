package dev.quintet.anomaly.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.quintet.anomaly.cause.CauseModel;

/**
 * A model learned from examples, beside what is known of causes beforehand. Where an example fits, causes with examples
 * are known by these alone, and the others come after; where none does, what is known beforehand counts.
 *
 * @param id as in {@code GET /api/models}
 * @param model learned in the columns of the catalogue
 */
public record LearnedModel(String id, CauseModel model) {
    /** Where an example fits, what is only known beforehand comes after it. */
    private static final double AFTER_AN_EXAMPLE = 0.95;

    public List<String> causes() {
        return model.causes();
    }

    /** The fit of each cause, 0..1, of which {@link Diagnoser#LEAST_FIT} is the least that is named. */
    Map<String, Double> beside(Map<String, Double> prior, Movements movements) {
        Map<String, Double> learned = new LinkedHashMap<>();
        model.fits(movements.shift()).forEach(fit -> learned.put(fit.cause(), scaled(fit.fit())));
        double example = highest(learned);
        Map<String, Double> all = new LinkedHashMap<>(learned);
        if (example < Diagnoser.LEAST_FIT) {
            all.putAll(prior);
            return all;
        }
        double part = Math.min(1, AFTER_AN_EXAMPLE * example / Math.max(example, highest(prior)));
        prior.forEach((cause, fit) -> all.putIfAbsent(cause, part * fit));
        return all;
    }

    private static double highest(Map<String, Double> fits) {
        return fits.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private double scaled(double fit) {
        double least = model.leastFit();
        return fit < least
                ? Diagnoser.LEAST_FIT * fit / least
                : Diagnoser.LEAST_FIT + (1 - Diagnoser.LEAST_FIT) * (fit - least) / (1 - least);
    }
}
