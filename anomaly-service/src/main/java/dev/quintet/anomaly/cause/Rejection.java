package dev.quintet.anomaly.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where "unknown" begins, from the examples alone: above how well strangers fit (each example against the other causes)
 * and, where causes have several examples, below how well relatives fit (each example against its own cause learned
 * without it).
 */
final class Rejection {
    private static final double HIGH = 0.95;
    private static final double LOW = 0.05;

    /** Above the strangers, where no relatives are known; in fits. */
    private static final double MARGIN = 0.1 / 3;

    /** A fit as good as this is always named where there are several causes to choose from. */
    private static final double GOOD_ENOUGH = 2.25 / 3;

    /** What the only known cause needs. */
    private static final double ALONE = 2.45 / 3;

    private Rejection() {}

    /** @param features of the examples, by cause */
    static double least(Map<String, List<double[]>> features) {
        double[] strangers = fits(features, false);
        double[] relatives = fits(features, true);
        if (relatives.length == 0) {
            return strangers.length == 0 ? ALONE : Math.min(GOOD_ENOUGH, Columns.quantile(strangers, HIGH) + MARGIN);
        }
        double low = Columns.quantile(relatives, LOW);
        double high = strangers.length == 0 ? low : Columns.quantile(strangers, HIGH);
        return Math.min(GOOD_ENOUGH, low > high ? (low + high) / 2 : low);
    }

    /** The best fit of each example with the causes, of which its own is left out or learned without it, ascending. */
    private static double[] fits(Map<String, List<double[]>> features, boolean ownToo) {
        List<Double> fits = new ArrayList<>();
        features.forEach((cause, examples) -> {
            for (double[] example : examples) {
                Map<String, List<double[]>> others = new TreeMap<>(features);
                List<double[]> rest =
                        examples.stream().filter(other -> other != example).toList();
                others.remove(cause);
                if (ownToo && !rest.isEmpty()) {
                    others.put(cause, rest);
                }
                if (!others.isEmpty() && (!ownToo || !rest.isEmpty())) {
                    fits.add(CauseModel.fits(CauseModel.prototypes(others), example)
                            .get(0)
                            .fit());
                }
            }
        });
        return fits.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
