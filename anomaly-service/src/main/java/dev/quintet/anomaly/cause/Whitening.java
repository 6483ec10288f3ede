package dev.quintet.anomaly.cause;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns down what the metrics do together in calm. Load comes and goes, and dozens of metrics go with it; what they do
 * along these directions says little of a cause. With S the mean outer product of calm rows this is multiplication by
 * {@code (I + S / w)^-1/2}: an unused direction stays as it is.
 *
 * @see <a href="https://doi.org/10.1080/00031305.2016.1277159">Kessy, Lewin, Strimmer: Optimal whitening and
 *     decorrelation (2018)</a>
 */
public final class Whitening {
    /** The variance of a direction at which it counts 0.71 of what an unused one counts. */
    private static final double WEIGHT = 0.1;

    /** Rows looked at; of more, evenly spread ones. Bounds the work where metrics are more than rows. */
    private static final int MOST_ROWS = 300;

    private static final int FEW_METRICS = 300;
    private static final double NEGLIGIBLE = 1e-6;

    private final double[][] directions;
    private final double[] gains;

    private Whitening(double[][] directions, double[] gains) {
        this.directions = directions;
        this.gains = gains;
    }

    /** @param play calm rows of all runs alike, see {@link Shift#play} */
    public static Whitening of(List<double[]> play) {
        if (play.isEmpty()) {
            return new Whitening(new double[0][], new double[0]);
        }
        int width = play.get(0).length;
        return width <= FEW_METRICS ? direct(play, width) : dual(thinned(play), width);
    }

    private static Whitening direct(List<double[]> rows, int width) {
        double[][] s = new double[width][width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                double value = row[i] / rows.size();
                if (value != 0) {
                    double[] line = s[i];
                    for (int j = 0; j < width; j++) {
                        line[j] += value * row[j];
                    }
                }
            }
        }
        SymmetricEigen eigen = new SymmetricEigen(s);
        return kept(eigen.values(), eigen.vectors());
    }

    /** The eigenvectors of R'R by those of RR', of which there are as many as rows. */
    private static Whitening dual(List<double[]> rows, int width) {
        int n = rows.size();
        double[][] products = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                products[i][j] = Vectors.dot(rows.get(i), rows.get(j)) / n;
                products[j][i] = products[i][j];
            }
        }
        SymmetricEigen eigen = new SymmetricEigen(products);
        double[][] vectors = new double[n][width];
        for (int v = 0; v < n; v++) {
            double length = Math.sqrt(n * Math.max(NEGLIGIBLE, eigen.values()[v]));
            for (int row = 0; row < n; row++) {
                double part = eigen.vectors()[v][row] / length;
                for (int i = 0; i < width; i++) {
                    vectors[v][i] += part * rows.get(row)[i];
                }
            }
        }
        return kept(eigen.values(), vectors);
    }

    private static List<double[]> thinned(List<double[]> rows) {
        int step = (rows.size() + MOST_ROWS - 1) / MOST_ROWS;
        List<double[]> some = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += step) {
            some.add(rows.get(i));
        }
        return some;
    }

    private static Whitening kept(double[] values, double[][] vectors) {
        List<double[]> directions = new ArrayList<>();
        List<Double> gains = new ArrayList<>();
        for (int v = 0; v < values.length; v++) {
            if (values[v] > NEGLIGIBLE) {
                directions.add(vectors[v]);
                gains.add(Math.sqrt(WEIGHT / (WEIGHT + values[v])));
            }
        }
        return new Whitening(
                directions.toArray(double[][]::new),
                gains.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public double[] apply(double[] vector) {
        double[] white = vector.clone();
        for (int v = 0; v < directions.length; v++) {
            double less = (gains[v] - 1) * Vectors.dot(directions[v], vector);
            for (int i = 0; i < white.length; i++) {
                white[i] += less * directions[v][i];
            }
        }
        return white;
    }
}
