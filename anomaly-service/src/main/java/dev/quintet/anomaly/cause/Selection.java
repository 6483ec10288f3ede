package dev.quintet.anomaly.cause;

/**
 * Quantiles without sorting.
 *
 * @see <a href="https://doi.org/10.1145/366622.366647">Hoare: Algorithm 65, Find (1961)</a>
 */
final class Selection {
    private Selection() {}

    /**
     * The first decile, the median and the last decile, each as {@link Columns#quantile} of the same values sorted.
     *
     * @param values not empty, none NaN; their order changes
     */
    static double[] deciles(double[] values) {
        int last = values.length - 1;
        int middle = last / 2;
        double median = quantile(values, 0, last, 0.5);
        // Smaller ones stand before the median now, and greater ones behind it.
        double low = quantile(values, 0, Math.max(middle, Math.min(last, 1)), 0.1);
        double high = quantile(values, middle, last, 0.9);
        return new double[] {low, median, high};
    }

    private static double quantile(double[] values, int from, int to, double q) {
        double at = q * (values.length - 1);
        int below = (int) at;
        double low = select(values, from, to, below);
        if (at == below) {
            return low;
        }
        double high = Double.POSITIVE_INFINITY; // what is selected stands behind nothing greater
        for (int i = below + 1; i <= to; i++) {
            high = Math.min(high, values[i]);
        }
        return low + (at - below) * (high - low);
    }

    /** The value that would be at this place if all were sorted; puts it there, smaller ones before, greater behind. */
    private static double select(double[] values, int first, int last, int place) {
        int from = first;
        int to = last;
        while (from < to) {
            double pivot = median(values[from], values[(from + to) >>> 1], values[to]);
            int i = from;
            int j = to;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (place <= j) {
                to = j;
            } else if (place >= i) {
                from = i;
            } else {
                break;
            }
        }
        return values[place];
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
