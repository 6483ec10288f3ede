package dev.quintet.anomaly.cause;

import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTest {
    @Property
    void theQuantileIsThatOfTheSortedValuesAndNoneIsLost(
            @ForAll @NotEmpty @IntRange(min = -5, max = 5) int[] few,
            @ForAll @NotEmpty double[] many,
            @ForAll @DoubleRange(min = 0, max = 1) double q) {
        same(Arrays.stream(few).asDoubleStream().toArray(), q);
        same(many, q);
    }

    private static void same(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] reordered = values.clone();

        assertThat(Selection.quantile(reordered, q)).isEqualTo(Columns.quantile(sorted, q));
        Arrays.sort(reordered);
        assertThat(reordered).isEqualTo(sorted);
    }
}
