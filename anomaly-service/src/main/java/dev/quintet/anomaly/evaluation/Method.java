package dev.quintet.anomaly.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.quintet.anomaly.cause.CauseFit;
import dev.quintet.anomaly.cause.CauseModel;

/** A way to name causes: the one that the service uses, and those that it has to beat. */
enum Method {
    /** What the service uses. */
    MODEL("this classifier") {
        @Override
        Function<Case, Ranking> learn(List<Case> examples) {
            CauseModel model =
                    CauseModel.learn(examples.stream().map(Case::example).toList());
            return seen -> {
                List<CauseFit> fits = model.fits(seen.example().shift());
                return new Ranking(
                        fits.stream().map(CauseFit::cause).toList(), fits.get(0).fit() < model.leastFit());
            };
        }
    },

    /** The cause whose examples' mean has the highest cosine with the squeezed z of all metrics. */
    CENTROID("nearest centroid of tanh(z/3)") {
        @Override
        Function<Case, Ranking> learn(List<Case> examples) {
            return byCosine(examples, seen -> squeezed(seen.z()));
        }
    },

    /** The causes in whose examples the metric moved most that moves most here. */
    LOUDEST("max |z|") {
        @Override
        Function<Case, Ranking> learn(List<Case> examples) {
            Map<String, List<Case>> causes = byCause(examples);
            return seen -> {
                int loudest = IntStream.range(0, seen.z().length)
                        .boxed()
                        .max(Comparator.comparingDouble(metric -> Math.abs(seen.z()[metric])))
                        .orElse(0);
                double sign = Math.signum(seen.z()[loudest]);
                ToDoubleFunction<String> fit = cause -> causes.get(cause).stream()
                        .mapToDouble(example -> sign * Math.tanh(example.z()[loudest] / 3))
                        .average()
                        .orElse(0);
                List<String> best = sorted(causes, fit);
                return new Ranking(best, fit.applyAsDouble(best.get(0)) < 0.5);
            };
        }
    },

    /** Looks at the calm rows' levels alone, where nothing is wrong yet. */
    LEVELS("leak control: levels of normal rows only") {
        @Override
        Function<Case, Ranking> learn(List<Case> examples) {
            int width = examples.get(0).levels().length;
            double[] mean = new double[width];
            double[] scale = new double[width];
            for (int metric = 0; metric < width; metric++) {
                int m = metric;
                mean[m] = examples.stream()
                        .mapToDouble(example -> example.levels()[m])
                        .average()
                        .orElse(0);
                scale[m] = Math.max(
                        1e-9,
                        Math.sqrt(examples.stream()
                                .mapToDouble(example -> Math.pow(example.levels()[m] - mean[m], 2))
                                .average()
                                .orElse(0)));
            }
            return byCosine(
                    examples,
                    seen -> squeezed(IntStream.range(0, width)
                            .mapToDouble(m -> (seen.levels()[m] - mean[m]) / scale[m])
                            .toArray()));
        }
    };

    private final String title;

    Method(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** @param examples at least one; none is changed or kept in mind beyond this */
    abstract Function<Case, Ranking> learn(List<Case> examples);

    private static Function<Case, Ranking> byCosine(List<Case> examples, Function<Case, double[]> features) {
        Map<String, List<Case>> causes = byCause(examples);
        Map<String, double[]> centroids = new TreeMap<>();
        causes.forEach((cause, cases) -> {
            double[] sum = null;
            for (Case example : cases) {
                double[] vector = features.apply(example);
                sum = sum == null ? vector.clone() : sum(sum, vector);
            }
            centroids.put(cause, sum);
        });
        return seen -> {
            double[] vector = features.apply(seen);
            return new Ranking(sorted(causes, cause -> cosine(centroids.get(cause), vector)), false);
        };
    }

    private static Map<String, List<Case>> byCause(List<Case> examples) {
        Map<String, List<Case>> causes = new TreeMap<>();
        examples.forEach(example -> causes.merge(
                example.example().cause(), List.of(example), (a, b) -> Stream.concat(a.stream(), b.stream())
                        .toList()));
        return causes;
    }

    private static List<String> sorted(Map<String, List<Case>> causes, ToDoubleFunction<String> fit) {
        return causes.keySet().stream()
                .sorted(Comparator.comparingDouble(fit).reversed())
                .toList();
    }

    private static double[] squeezed(double[] z) {
        return IntStream.range(0, z.length)
                .mapToDouble(m -> Math.tanh(z[m] / 3))
                .toArray();
    }

    private static double[] sum(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
    }

    private static double cosine(double[] a, double[] b) {
        double product = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }
        return product / Math.max(1e-12, Math.sqrt(lengthA * lengthB));
    }
}
