package dev.quintet.anomaly.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CauseModelTest {
    private static final int METRICS = 12;

    private final Random random = new Random(7);

    @Test
    void oneExampleACauseIsEnoughUnderAnotherLoadAndOnAnotherMachine() {
        CauseModel model =
                CauseModel.learn(List.of(example("cpu", 1, 0), example("disk", 1, 1), example("locks", 1, 2)));

        for (int run = 0; run < 20; run++) {
            assertThat(model.fits(example("?", 50, 1).shift()).get(0).cause()).isEqualTo("disk");
        }
    }

    @Test
    void severalCausesAtOnceAreTheFirstOfTheList() {
        CauseModel model = CauseModel.learn(
                List.of(example("cpu", 1, 0), example("disk", 1, 1), example("locks", 1, 2), example("net", 1, 3)));

        assertThat(model.fits(example("?", 3, 0, 3).shift()).subList(0, 2))
                .extracting(CauseFit::cause)
                .containsExactlyInAnyOrder("cpu", "net");
    }

    @Test
    void whatIsLikeNoExampleFitsLessThanTheLeast() {
        List<Example> examples = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            examples.addAll(List.of(example("cpu", 1, 0), example("disk", 2, 1), example("locks", 3, 2)));
        }
        CauseModel model = CauseModel.learn(examples);

        assertThat(model.fits(example("?", 1, 5).shift()).get(0).fit()).isLessThan(model.leastFit());
        assertThat(model.fits(example("?", 1, 1).shift()).get(0).fit()).isGreaterThan(model.leastFit());
    }

    @Test
    void aMetricThatIsMissingOrConstantDoesNotDisturb() {
        double[][] calm = {{1, Double.NaN, 5}, {1.1, Double.NaN, 5}, {0.9, 3, 5}};
        double[][] now = {{4, 7, 5}, {4, Double.NaN, 5}};

        Shift shift = Shift.between(calm, now);

        assertThat(shift.strength()[0]).isGreaterThan(0.9);
        assertThat(shift.strength()[1]).isZero();
        assertThat(shift.strength()[2]).isZero();
        assertThat(shift.size()).doesNotContain(Double.NaN);
        assertThat(Shift.play(calm)[0]).doesNotContain(Double.NaN);
    }

    @Test
    void fitsAreBetweenZeroAndOneAndByCauseTheSame() {
        CauseModel model = CauseModel.learn(List.of(example("cpu", 1, 0), example("disk", 1, 1)));
        Shift shift = example("?", 1, 0).shift();

        assertThat(model.fits(shift)).allSatisfy(fit -> assertThat(fit.fit()).isBetween(0.0, 1.0));
        assertThat(model.byCause(shift)).containsOnlyKeys("cpu", "disk");
        assertThat(model.byCause(shift))
                .containsEntry("cpu", model.fits(shift).get(0).fit());
        assertThatThrownBy(() -> CauseModel.learn(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whiteningTurnsDownWhatCalmDoesTogetherAndNothingElse() {
        List<double[]> play = IntStream.range(0, 200)
                .mapToObj(row -> {
                    double load = random.nextGaussian();
                    return new double[] {load, load, 0};
                })
                .toList();
        Whitening whitening = Whitening.of(play);

        assertThat(whitening.apply(new double[] {0, 0, 1})).containsExactly(new double[] {0, 0, 1}, within(1e-6));
        assertThat(whitening.apply(new double[] {1, -1, 0})).containsExactly(new double[] {1, -1, 0}, within(1e-6));
        assertThat(whitening.apply(new double[] {1, 1, 0})[0]).isLessThan(0.3);
    }

    @Test
    void whiteningIsTheSameByTheShortWayForMoreMetricsThanRows() {
        int wide = 400;
        List<double[]> play = IntStream.range(0, 40)
                .mapToObj(row -> random.doubles(wide, -1, 1).toArray())
                .toList();
        double[] vector = random.doubles(wide, -1, 1).toArray();
        double[] narrow = Whitening.of(play).apply(vector);

        double expected = 0;
        for (double[] row : play) {
            expected += Math.pow(Vectors.dot(row, vector), 2) / play.size();
        }
        // v'(I + S/w)^-1 v by the series' closed form is costly; its size must lie between no and all shrinking.
        assertThat(Vectors.dot(narrow, narrow)).isLessThan(Vectors.dot(vector, vector));
        assertThat(Vectors.dot(narrow, narrow)).isGreaterThan(Vectors.dot(vector, vector) - expected / 0.1);
    }

    @Test
    void calmRowsLieNearAndOthersFarWhateverTheLoad() {
        CalmModel calm = CalmModel.learn(rows(200, 1, Map.of()));

        double usual = mean(calm, rows(50, 1, Map.of()));
        double burning = mean(calm, rows(50, 1, Map.of(4, 3.0)));

        assertThat(burning).isGreaterThan(2 * usual);
    }

    private static double mean(CalmModel model, double[][] rows) {
        return IntStream.range(0, rows.length)
                .mapToDouble(row -> model.distance(rows[row]))
                .average()
                .orElseThrow();
    }

    /** All metrics follow the load; those that the cause moves are three times as high. */
    private Example example(String cause, double machine, int... moved) {
        Map<Integer, Double> factors = new HashMap<>();
        for (int metric : moved) {
            factors.put(metric, 3.0);
        }
        return Example.of(cause, rows(40, machine, Map.of()), rows(20, machine, factors));
    }

    private double[][] rows(int count, double machine, Map<Integer, Double> factors) {
        double[][] rows = new double[count][METRICS];
        for (double[] row : rows) {
            double load = machine * (80 + 40 * random.nextDouble());
            for (int metric = 0; metric < METRICS; metric++) {
                row[metric] = load * (1 + 0.05 * random.nextGaussian()) * factors.getOrDefault(metric, 1.0);
            }
        }
        return rows;
    }
}
