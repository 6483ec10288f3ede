package dev.quintet.workload.tpcc;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrawsTest {

    private final Draws draw = new Draws(new SplittableRandom(11));

    @Test
    void lastNamesAreMadeOfThreeSyllables() {
        assertThat(Draws.lastName(371)).isEqualTo("PRICALLYOUGHT");
        assertThat(Draws.lastName(40)).isEqualTo("BARPRESBAR");
        assertThat(IntStream.range(0, 1000).mapToObj(Draws::lastName)).doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void nuRandStaysInItsRange(
            @ForAll @IntRange(max = 255) int c, @ForAll @IntRange(min = 1, max = 3000) int to, @ForAll long seed) {
        Draws seeded = new Draws(new Random(seed));
        for (int i = 0; i < 20; i++) {
            assertThat(seeded.nuRand(255, 0, to, c)).isBetween(0, to);
        }
    }

    @Test
    void nuRandPrefersNumbersWithManyBits() {
        int[] hits = new int[1000];
        IntStream.range(0, 200_000).forEach(i -> hits[draw.nuRand(255, 0, 999, 0)]++);
        // Low eight bits are the OR of two draws: all set in (3/4)^8 = 10 % of draws, none set in (1/4)^8.
        int all = IntStream.of(255, 511, 767).map(i -> hits[i]).sum();
        int none = IntStream.of(0, 256, 512, 768).map(i -> hits[i]).sum();
        assertThat(all).isBetween(13_000, 20_000);
        assertThat(none).isLessThan(50);
    }

    @Test
    void constantsOfRunAndLoadDifferAsTheClauseSays() {
        for (int load = 0; load <= 255; load++) {
            Constants constants = Constants.forRun(new Random(load), load);
            int delta = Math.abs(constants.lastName() - load);
            assertThat(delta).isBetween(65, 119).isNotIn(96, 112);
        }
    }

    @Test
    void oneTextInTenSaysOriginal() {
        List<String> texts = Stream.generate(draw::originalOrNot).limit(20_000).toList();
        assertThat(texts).allMatch(text -> text.length() >= 26 && text.length() <= 50);
        assertThat(texts.stream().filter(text -> text.contains("ORIGINAL")).count())
                .isBetween(1800L, 2200L);
    }

    @Test
    void eachDeckHoldsExactlyTheMix() {
        Deck deck = new Deck(new SplittableRandom(3));
        for (int i = 0; i < 5; i++) {
            List<TransactionKind> hundred =
                    Stream.generate(deck::draw).limit(100).toList();
            for (TransactionKind kind : TransactionKind.values()) {
                assertThat(hundred.stream().filter(kind::equals).count()).isEqualTo(kind.cards());
            }
        }
    }

    @Test
    void remoteWarehousesAreOthersOfTheSameNode() {
        Terminal terminal = new Terminal(draw, new Constants(1, 2, 3), List.of(1, 4, 7), 4, 1);
        List<Integer> others =
                Stream.generate(() -> terminal.otherThan(4)).limit(2000).toList();
        assertThat(others).containsOnly(1, 7);
        assertThat(others.stream().filter(other -> other == 1).count()).isBetween(850L, 1150L);
        assertThat(new Terminal(draw, new Constants(1, 2, 3), List.of(4), 4, 1).otherThan(4))
                .isEqualTo(4);
    }
}
