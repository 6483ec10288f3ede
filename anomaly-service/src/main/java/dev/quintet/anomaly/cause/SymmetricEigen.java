package dev.quintet.anomaly.cause;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: slow for thousands of rows, exact and
 * short for hundreds.
 *
 * @see <a href="https://doi.org/10.56021/9781421407944">Golub, Van Loan: Matrix Computations, 8.5</a>
 */
final class SymmetricEigen {
    private static final int MOST_SWEEPS = 30;
    private static final double NEGLIGIBLE = 1e-18;

    private final double[] values;
    private final double[][] vectors;

    /** @param matrix symmetric; not changed */
    SymmetricEigen(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            vectors[i][i] = 1;
        }
        double all = offDiagonal(a) + diagonal(a);
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > NEGLIGIBLE * all; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, p, q);
                }
            }
        }
        values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
    }

    /** In the order of {@link #vectors}. */
    double[] values() {
        return values;
    }

    /** {@code [which][component]}, orthonormal. */
    double[][] vectors() {
        return vectors;
    }

    private static double diagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i][i] * a[i][i];
        }
        return sum;
    }

    private static double offDiagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = i + 1; j < a.length; j++) {
                sum += 2 * a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    /** Makes {@code a[p][q]} zero. Rows and columns are kept alike, so that all loops run along rows. */
    private void rotate(double[][] a, int p, int q) {
        double apq = a[p][q];
        if (apq == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * apq);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        double app = a[p][p] - t * apq;
        double aqq = a[q][q] + t * apq;
        turn(a[p], a[q], c, s);
        a[p][p] = app;
        a[q][q] = aqq;
        a[p][q] = 0;
        a[q][p] = 0;
        for (int i = 0; i < a.length; i++) {
            if (i != p && i != q) {
                a[i][p] = a[p][i];
                a[i][q] = a[q][i];
            }
        }
        turn(vectors[p], vectors[q], c, s);
    }

    private static void turn(double[] x, double[] y, double c, double s) {
        for (int i = 0; i < x.length; i++) {
            double first = x[i];
            double second = y[i];
            x[i] = c * first - s * second;
            y[i] = s * first + c * second;
        }
    }
}
