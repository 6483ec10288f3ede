package dev.quintet.anomaly.cause;

import java.util.Arrays;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTest {
    @Property
    void theDecilesAreThoseOfTheSortedValuesAndNoneIsLost(@ForAll("columns") double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] reordered = values.clone();

        assertThat(Selection.deciles(reordered))
                .containsExactly(
                        Columns.quantile(sorted, 0.1), Columns.quantile(sorted, 0.5), Columns.quantile(sorted, 0.9));
        Arrays.sort(reordered);
        assertThat(reordered).isEqualTo(sorted);
    }

    /** Of many values, and of few different ones. */
    @Provide
    static Arbitrary<double[]> columns() {
        Arbitrary<Double> many = Arbitraries.doubles().between(-1e9, 1e9);
        Arbitrary<Double> few = Arbitraries.integers().between(0, 4).map(Integer::doubleValue);
        return Arbitraries.oneOf(
                many.array(double[].class).ofMinSize(1).ofMaxSize(200),
                few.array(double[].class).ofMinSize(1).ofMaxSize(200));
    }
}
