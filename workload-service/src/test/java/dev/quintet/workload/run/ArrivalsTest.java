package dev.quintet.workload.run;

import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static dev.quintet.workload.run.FakeTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ArrivalsTest {

    private static Arrivals arrivals(LoadSchedule schedule, boolean poisson) {
        return new Arrivals(schedule, 1, 1, poisson, new Random(42));
    }

    @Test
    void regularArrivalsComeAtEqualSteps() {
        Arrivals arrivals = arrivals(LoadSchedule.steady(1000, 1, 0, 0), false);
        for (int i = 1; i <= 100_000; i++) {
            assertThat(arrivals.peek()).isBetween(i * 1_000_000L - 1, i * 1_000_000L + 1);
            arrivals.take();
        }
    }

    @Test
    void poissonArrivalsHaveExponentialGaps() {
        Arrivals arrivals = arrivals(LoadSchedule.steady(1000, 1, 0, 0), true);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        long before = 0;
        for (int i = 0; i < n; i++) {
            double gap = (arrivals.peek() - before) / 1e6;
            before = arrivals.peek();
            sum += gap;
            squares += gap * gap;
            arrivals.take();
        }
        double mean = sum / n;
        double variance = squares / n - mean * mean;
        assertThat(mean).isCloseTo(1.0, within(0.02));
        // For an exponential distribution the standard deviation is the mean.
        assertThat(Math.sqrt(variance)).isCloseTo(mean, within(0.03));
    }

    @Test
    void aSpikeHasItsOwnRate() {
        List<Phase> phases = List.of(new Phase(10, 0, 10), new Phase(1000, 0, 1), new Phase(10, 0, 10));
        Arrivals arrivals = arrivals(LoadSchedule.phases(phases, 1, 0), false);
        int[] counts = new int[3];
        while (arrivals.peek() != LoadSchedule.NEVER) {
            long at = arrivals.peek();
            counts[at < 10 * SECOND ? 0 : at < 11 * SECOND ? 1 : 2]++;
            arrivals.take();
        }
        assertThat(counts[0]).isBetween(99, 100);
        assertThat(counts[1]).isBetween(999, 1001);
        assertThat(counts[2]).isBetween(99, 100);
    }

    @Test
    void whatIsDueIsWhatWasNotTaken() {
        Arrivals arrivals = arrivals(LoadSchedule.steady(100, 1, 0, 0), false);
        assertThat(arrivals.dueBy(0)).isZero();
        assertThat(arrivals.dueBy(SECOND)).isEqualTo(100);
        arrivals.take();
        assertThat(arrivals.dueBy(SECOND)).isEqualTo(99);
        assertThat(arrivals.skipTo(SECOND)).isEqualTo(99);
        assertThat(arrivals.dueBy(SECOND)).isZero();
        assertThat(arrivals.peek()).isEqualTo(SECOND + SECOND / 100);
    }

    @Property
    void sharesOfNodesAddUpToTheRate(@ForAll @IntRange(min = 1, max = 64) int threads) {
        int nodes = 3;
        LoadSchedule schedule = LoadSchedule.steady(999, threads, 0, 10);
        long sum = 0;
        for (int node = 0; node < nodes; node++) {
            int workers = threads / nodes + (node < threads % nodes ? 1 : 0);
            if (workers > 0) {
                double share = (double) workers / threads;
                sum += new Arrivals(schedule, share, (node + 1.0) / nodes, false, new Random(1)).dueBy(10 * SECOND);
            }
        }
        assertThat(sum).isBetween(9987L, 9993L);
    }
}
