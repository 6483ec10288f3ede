package dev.quintet.workload.sysbench;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdDistributionTest {

    private static final int SIZE = 10_000;
    private static final int DRAWS = 200_000;

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(IdDistribution.NAMES);
    }

    @Property
    void drawsStayInTheirRange(
            @ForAll("names") String name,
            @ForAll @IntRange(max = 1000) int from,
            @ForAll @IntRange(max = 5000) int width,
            @ForAll long seed) {
        IdDistribution ids = IdDistribution.of(name);
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            assertThat(ids.next(random, from, from + width)).isBetween(from, from + width);
        }
    }

    private static double share(String name, int from, int to) {
        IdDistribution ids = IdDistribution.of(name);
        SplittableRandom random = new SplittableRandom(7);
        long hits = IntStream.range(0, DRAWS)
                .map(i -> ids.next(random, 1, SIZE))
                .filter(id -> id >= from && id <= to)
                .count();
        return (double) hits / DRAWS;
    }

    @Test
    void uniformSpreadsEvenly() {
        assertThat(share("uniform", 1, SIZE / 4)).isBetween(0.24, 0.26);
    }

    @Test
    void gaussianIsABellInTheMiddle() {
        // Mean of 12 uniform numbers: standard deviation 1/12 of the range, so 68 % within one of these.
        assertThat(share("gaussian", SIZE / 2 - SIZE / 12, SIZE / 2 + SIZE / 12))
                .isBetween(0.66, 0.70);
    }

    @Test
    void specialPutsThreeQuartersIntoOnePercent() {
        assertThat(share("special", SIZE / 2 - SIZE / 200, SIZE / 2 + SIZE / 200 + 1))
                .isBetween(0.75, 0.79);
    }

    @Test
    void paretoPutsEightyPercentIntoTheFirstFifth() {
        assertThat(share("pareto", 1, SIZE / 5)).isBetween(0.79, 0.81);
    }

    @Test
    void zipfianGivesTheFirstIdItsShare() {
        double sum = IntStream.rangeClosed(1, SIZE)
                .mapToDouble(i -> Math.pow(i, -0.8))
                .sum();
        assertThat(share("zipfian", 1, 1)).isBetween(0.95 / sum, 1.05 / sum);
        double ten =
                IntStream.rangeClosed(1, 10).mapToDouble(i -> Math.pow(i, -0.8)).sum();
        assertThat(share("zipfian", 1, 10)).isBetween(0.97 * ten / sum, 1.03 * ten / sum);
    }

    @Test
    void textsHaveSysbenchsForm() {
        DigitGroups digits = new DigitGroups();
        Random random = new Random(1);
        List<String> texts =
                IntStream.range(0, 100).mapToObj(i -> digits.c(random)).toList();
        assertThat(texts).allMatch(text -> text.matches("(\\d{11}-){9}\\d{11}")).doesNotHaveDuplicates();
        assertThat(digits.pad(random)).matches("(\\d{11}-){4}\\d{11}");
    }
}
