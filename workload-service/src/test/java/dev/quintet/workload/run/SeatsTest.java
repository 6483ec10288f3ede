package dev.quintet.workload.run;

import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.quintet.workload.target.Node;

import static org.assertj.core.api.Assertions.assertThat;

class SeatsTest {

    private static final List<Node> NODES =
            List.of(Node.remote("a", "h", 1), Node.remote("b", "h", 2), Node.remote("c", "h", 3));

    @Test
    void withoutWeightsWorkersAreDealtInTurn() {
        Seats seats = Seats.deal(NODES, Map.of(), 7);
        assertThat(seats.all()).extracting(Seat::nodeIndex).containsExactly(0, 1, 2, 0, 1, 2, 0);
        assertThat(seats.all()).extracting(Seat::onNode).containsExactly(0, 0, 0, 1, 1, 1, 2);
    }

    @Property
    void eachNodeGetsItsPartOfAnyFirstWorkers(
            @ForAll @IntRange(min = 1, max = 9) int weight, @ForAll @IntRange(min = 1, max = 200) int threads) {
        Seats seats = Seats.deal(NODES, Map.of("a", (double) weight, "c", 0.0), threads);
        double ideal = threads * weight / (weight + 1.0);
        assertThat((double) seats.on(0)).isBetween(ideal - 1, ideal + 1);
        assertThat(seats.on(2)).isZero();
        assertThat(seats.on(0) + seats.on(1)).isEqualTo(threads);
    }
}
